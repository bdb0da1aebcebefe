import { frameAncestors } from "./checkout/embed-origin";

type Page = {
  /** Fresh for each answer, at least 128 bits. */
  readonly nonce: string;
  /** The development server compiles in the page: it needs eval, inline styles and its socket. */
  readonly development: boolean;
  /** The hash of the one sheet that stands in the page, as a policy writes it. */
  readonly sheet: string;
  /** Origins whose pages may frame this one. */
  readonly embedders: readonly string[];
};

/**
 * What a page of ours may load and do. Scripts run by this answer's nonce only. Styles come from our own files,
 * but for one sheet that is known by its hash;
 * `style-src-attr` stays open because the server writes widths and positions as style attributes, which run nothing.
 * Pictures are our own: what merchants point to is copied first (lib/services/get-pictures.ts).
 */
export function contentSecurityPolicy({ nonce, development, sheet, embedders }: Page): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}' ${sheet}`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    frameAncestors(embedders),
  ].join("; ");
}
