/**
 * Where a request came from, for limits alone. Each trusted proxy appends the address it heard from, so the entry
 * `trustProxy` places from the right was written by our own proxy, and what stands left of it by whoever liked to.
 * With no proxy the header is the server's own note of the socket.
 *
 * @param forwardedFor the `X-Forwarded-For` header
 * @param trustProxy how many proxies of ours stand in front (TRUST_PROXY)
 */
export function clientAddress(forwardedFor: string | null | undefined, trustProxy: number): string {
  const entries = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  return entries.at(-Math.max(1, trustProxy)) || "unknown";
}
