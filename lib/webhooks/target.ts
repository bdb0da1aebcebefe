import ipaddr from "ipaddr.js";

/**
 * Where a webhook may go (security.md S1). A merchant names the URL, this server makes the request: without these rules
 * it would reach into the network it stands in. Two gates use them: the URL when an endpoint is saved and before each
 * attempt, and every address before a connection is made (connector.ts).
 */
export type TargetRules = {
  /** Test mode with WEBHOOK_ALLOW_PRIVATE: any host, any port, plain http. */
  readonly allowPrivate: boolean;
};

export type Target = { readonly url: URL } | { readonly problem: string };

const MAX_URL_CHARACTERS = 2_048;
const PORTS = ["", "443", "8443"];
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** The URL as it will be used, or what is wrong with it in words for the merchant. */
export function checkTarget(text: string, rules: TargetRules): Target {
  if (text.length > MAX_URL_CHARACTERS) return { problem: `The URL is longer than ${MAX_URL_CHARACTERS} characters.` };
  if (!URL.canParse(text)) return { problem: "This is not a URL. Give a whole one, such as https://shop.example/webhooks." };
  const url = new URL(text);
  url.hash = "";
  if (url.protocol !== "https:" && !(rules.allowPrivate && url.protocol === "http:")) {
    return { problem: "The URL must start with https://." };
  }
  if (url.username !== "" || url.password !== "") return { problem: "The URL must not contain a user name or a password." };
  if (rules.allowPrivate) return { url };
  if (!PORTS.includes(url.port)) return { problem: "The URL must use port 443 or 8443." };
  if (isLocalName(url.hostname) || isForbiddenLiteral(url.hostname)) {
    return { problem: "The URL must lead to a public host, not to this machine or a private network." };
  }
  return { url };
}

function isLocalName(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname);
}

function isForbiddenLiteral(hostname: string): boolean {
  const address = literalAddress(hostname);
  return address !== null && !isPublicAddress(address);
}

/**
 * The address that a URL's host is, or null where it is a name. The URL parser has turned `127.1`, `0x7f.1` and
 * `2130706433` into dotted form already.
 */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) ? bare : null;
}

/** True for an address on the public internet, and for nothing else: what is not known to be public is refused. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast") return false;
  // 2000::/3 is all that IANA has given out: this leaves `::127.0.0.1` and its kind outside.
  return address.kind() === "ipv4" || (address as ipaddr.IPv6).match(GLOBAL_UNICAST_V6);
}
