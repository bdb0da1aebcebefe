/**
 * What a page of ours may load and do. Scripts run by this answer's nonce only. Styles come from our own files;
 * `style-src-attr` stays open because the server writes widths and positions as style attributes, which run nothing.
 * Pictures are our own: what merchants point to is copied first (lib/services/get-pictures.ts).
 *
 * @param nonce fresh for each answer, at least 128 bits
 * @param development the development server compiles in the page: it needs eval, inline styles and its socket
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
