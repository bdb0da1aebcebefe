import { subscribe } from "node:diagnostics_channel";
import type { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { processWide } from "./process-wide";

/**
 * How long a connection may idle. Whatever stands in front keeps idle connections for a minute (nginx, AWS) or ten (Google),
 * and may send a request just as the server closes one, which then fails: the server must be the one that waits longer.
 */
const IDLE_LIMIT_MS = 620_000;
/** Zero would mean for ever. */
const AT_ONCE_MS = 1;

/**
 * Keeps the connections to this process's server open while they idle, however the server was started; once it is told to
 * end, one closes as soon as its request is answered, so that nobody waits for it.
 *
 * @param signals where the process hears that it must end
 */
export function keepConnections(signals: EventEmitter = process): void {
  processWide("keep-connections", () => {
    let limitMs = IDLE_LIMIT_MS;
    const servers = new Set<Server>();
    // An answer's Keep-Alive header is decided before its request is told of, but after its connection is.
    subscribe("net.server.socket", (message) => {
      const { server } = (message as { socket: Socket & { server: Server } }).socket;
      server.keepAliveTimeout = limitMs;
      servers.add(server);
    });
    signals.once("SIGTERM", () => {
      limitMs = AT_ONCE_MS;
      for (const server of servers) server.keepAliveTimeout = limitMs;
    });
    return true;
  });
}
