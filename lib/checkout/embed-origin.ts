const MAX_LENGTH = 255;
/**
 * Letters, digits and hyphens in parts. URLs allow more in a host (`;`, `,`, `*`), but there it would mean something
 * else in a content policy.
 */
const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const LOCAL_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1"]);

/**
 * The origin of a page that may frame a checkout, as browsers write it, or null: https, or http on this machine; nothing
 * but a host and a port.
 */
export function embedOrigin(text: string): string | null {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return null;
  const { protocol, hostname, origin, href } = new URL(text);
  const isWeb = protocol === "https:" || (protocol === "http:" && LOCAL_HOSTS.has(hostname));
  return isWeb && HOST.test(hostname) && href === `${origin}/` && /^[!-~]+$/.test(text) ? origin : null;
}

/** The directive of a content policy: these origins' pages may frame the page, or nobody's. */
export function frameAncestors(origins: readonly string[]): string {
  return `frame-ancestors ${origins.join(" ") || "'none'"}`;
}
