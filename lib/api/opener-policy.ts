/**
 * The `Cross-Origin-Opener-Policy` of a customer's page. A page that opened this one could lead it elsewhere later, to one
 * that looks alike: it is cut off (HTML, "cross-origin opener policies"). Where no page led here, but an address that was
 * typed, scanned or followed from another program, there is none to cut off, and a browser need not start a second process
 * before it draws.
 *
 * @param fetchSite the request's `Sec-Fetch-Site` (Fetch Metadata), which no page can set; null from a browser that
 * does not tell
 */
export function openerPolicy(fetchSite: string | null): "same-origin" | "unsafe-none" {
  return fetchSite === "none" ? "unsafe-none" : "same-origin";
}
