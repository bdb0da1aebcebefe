"use client";

import text from "./customers.css";

/**
 * The sheet of styles, in the page itself: a customer's page is drawn with its first bytes, without another way to the
 * server and back. It stands in the markup alone, neither in the page's data nor in its scripts. The content policy knows
 * it by its hash (sheet-source.ts), since React keeps no nonce on what it hoists.
 */
export function CustomersSheet() {
  if (typeof window === "undefined")
    return (
      <style href="florin" precedence="florin">
        {text}
      </style>
    );
  // A page that failed on the server comes without it, and is drawn here.
  return document.querySelector("style[data-href]") ? null : <link rel="stylesheet" href="/sheet.css" precedence="florin" />;
}
