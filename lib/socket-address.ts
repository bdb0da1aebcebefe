import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { processWide } from "./process-wide";

/**
 * With no proxy in front, `X-Forwarded-For` is whatever the client wrote, and Next passes it on: every limit by address
 * could be walked around (S25). From here on each request of this process carries its socket's own address instead.
 *
 * @param trustProxy how many proxies of ours stand in front (TRUST_PROXY); they write the header themselves
 */
export function believeSocketsOnly(trustProxy: number): void {
  if (trustProxy > 0) return;
  processWide("socket-address", () => {
    subscribe("http.server.request.start", (message) => {
      const { request } = message as { request: IncomingMessage };
      request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
    });
    return true;
  });
}
