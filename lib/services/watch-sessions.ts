import { SESSIONS_CHANNEL } from "@/db/queries/outbox";
import { log } from "../log";
import { processWide } from "../process-wide";
import { type App, app } from "./app";
import { loadSignedSessions } from "./sign-sessions";

/** Gets the public session as JSON, each time it may have changed. Must not throw. */
export type Viewer = (json: string) => void;

export type SessionWatch = {
  /**
   * Shows the session to `viewer` soon, and again after each change, until the returned function is called.
   * An id that does not exist shows nothing.
   */
  watch(sessionId: string, viewer: Viewer): () => void;
  viewers(): number;
};

/** Sessions loaded together. */
const BATCH_SIZE = 200;
const RETRY_MS = 1_000;

/** This process's own. */
export function sessionWatch(): SessionWatch {
  return processWide("session-watch", () => makeSessionWatch(app(), Date.now));
}

/**
 * All open pages of this process behind one LISTEN. A notice marks the sessions that somebody looks at; they are loaded
 * together, each once however many look at it, and handed out in the order in which they were loaded: a viewer never
 * sees an older state after a newer one. A lost connection comes back by itself, and then everything that is looked at
 * is loaded again, since notices of that time are gone.
 */
export function makeSessionWatch(own: Pick<App, "config" | "database">, clock: () => number): SessionWatch {
  const { database } = own;
  const viewersOf = new Map<string, Set<Viewer>>();
  const stale = new Set<string>();
  let count = 0;
  let loading = false;
  let listening = false;

  function mark(ids: Iterable<string>): void {
    for (const id of ids) if (viewersOf.has(id)) stale.add(id);
    if (!loading) void load();
  }

  async function load(): Promise<void> {
    loading = true;
    while (stale.size > 0) {
      const ids = [...stale].slice(0, BATCH_SIZE);
      for (const id of ids) stale.delete(id);
      try {
        for (const session of await loadSignedSessions(own, ids, clock())) show(session.id, JSON.stringify(session));
      } catch (error) {
        log.warn({ err: error }, "open pages could not be told of a change; trying again");
        for (const id of ids) if (viewersOf.has(id)) stale.add(id);
        setTimeout(() => mark([]), RETRY_MS).unref();
        break;
      }
    }
    loading = false;
  }

  function show(id: string, json: string): void {
    for (const viewer of viewersOf.get(id) ?? []) viewer(json);
  }

  function listen(): void {
    if (listening) return;
    listening = true;
    database.sql
      .listen(
        SESSIONS_CHANNEL,
        (notice) => mark(idsOf(notice)),
        () => mark(viewersOf.keys()),
      )
      .catch((error) => {
        listening = false;
        log.warn({ err: error }, "open pages cannot hear of changes; trying again");
        setTimeout(() => count > 0 && listen(), RETRY_MS).unref();
      });
  }

  return {
    watch(sessionId, viewer) {
      const viewers = viewersOf.get(sessionId) ?? new Set();
      viewersOf.set(sessionId, viewers.add(viewer));
      count += 1;
      listen();
      mark([sessionId]);
      return () => {
        if (!viewers.delete(viewer)) return;
        count -= 1;
        if (viewers.size === 0 && viewersOf.get(sessionId) === viewers) viewersOf.delete(sessionId);
      };
    },
    viewers: () => count,
  };
}

/** Our own transactions write the notices, but so may anyone who can reach the database. */
function idsOf(notice: string): string[] {
  try {
    const ids: unknown = JSON.parse(notice);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
