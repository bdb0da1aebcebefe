import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { processWide } from "./process-wide";

const METHODS: ReadonlySet<string | undefined> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Next answers 500 to a path that no decoder takes (`/%ZZ`), to a target that is no path (`*`) and to TRACE. An input is
 * never a fault of ours (R10): such a request goes to a page that does not exist instead, and is told so.
 */
export function turnAwayMalformedTargets(): void {
  processWide("request-target", () => {
    subscribe("http.server.request.start", (message) => {
      const { request } = message as { request: IncomingMessage };
      const target = request.url ?? "";
      if (isServable(target) && METHODS.has(request.method)) return;
      request.url = target.startsWith("/api/") ? "/api/v1/malformed" : "/malformed";
      request.method = "GET";
    });
    return true;
  });
}

function isServable(target: string): boolean {
  if (!target.startsWith("/")) return false;
  try {
    decodeURIComponent(target.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
