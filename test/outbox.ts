import type { Tx } from "@/db/client";
import { insertEvents } from "@/db/queries/outbox";
import type { Scope } from "@/db/queries/scope";
import { checkoutSessions } from "@/db/schema";
import type { EventType } from "@/lib/checkout/event";
import type { SessionObject } from "@/lib/checkout/session-object";
import { newId } from "@/lib/ids";

/** A session row that is there to be told of, and nothing else. */
export async function seedSession(db: Tx, scope: Scope, at: number): Promise<string> {
  const id = newId("session");
  const when = new Date(at);
  await db.insert(checkoutSessions).values({
    ...scope,
    id,
    createdAt: when,
    updatedAt: when,
    priceMinor: 5_000n,
    currency: "USD",
    chainId: 31337,
    asset: "native",
    address: "0x0000000000000000000000000000000000000001",
    holdBlocks: 20,
    startSerials: {},
    status: "pending",
    flags: [],
    received: 0n,
    remaining: 0n,
    overpaid: 0n,
    expiresAt: when,
    graceUntil: when,
    metadata: {},
  });
  return id;
}

type Announcement = { scope: Scope; sessionId: string; at: number; type?: EventType; data?: object };

/** Writes one event with its deliveries, as services do. Returns its id. */
export async function announce(tx: Tx, { scope, sessionId, at, type = "session.paid", data }: Announcement): Promise<string> {
  const id = newId("event");
  const event = { ...scope, id, type, sessionId, key: id, detail: {}, data: (data ?? { id: sessionId }) as SessionObject };
  await insertEvents(tx, [event], at);
  return id;
}
