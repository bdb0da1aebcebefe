/** On every answer. The content policy carries a nonce and is set in proxy.ts. */
export const ANSWER_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  // Where a content policy names ancestors, as on the pages that a merchant may frame, browsers heed that alone.
  "X-Frame-Options": "DENY",
  // A checkout URL is a bearer secret. `no-referrer` would turn the Origin of our own plain forms into `null`.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  // Browsers heed it on https alone.
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
} as const;
