import { setTimeout as sleep } from "node:timers/promises";
import { log } from "../log";
import { noteAttempt } from "../metrics";
import { processWide } from "../process-wide";
import { unseal } from "../seal";
import { nextStep } from "../webhooks/retry";
import { makeSender, type Sender, type Sent } from "../webhooks/send";
import { signedHeaders } from "../webhooks/sign";
import type { App } from "./app";
import { type ClaimedDelivery, claimDeliveries, MAX_PER_ENDPOINT } from "./claim-deliveries";
import { type EndedAttempt, recordAttempts } from "./record-attempts";

/** Attempts in flight in one process. A hanging one costs a socket for its 15 seconds, no thread and no connection. */
const MAX_IN_FLIGHT = 512;
/** Where several are in flight, what ends within so long is written, and followed, by one statement. */
const GATHER_MS = 5;

/** Epoch milliseconds. */
export type Clock = () => number;

const ownSender = () => processWide("webhook-sender", makeSender);

/**
 * The rounds of one deliverer. They start attempts and wait for none, so a receiver that hangs holds up nothing but its own
 * share of the attempts in flight.
 */
export type DeliveryRounds = {
  /** Numbers what was committed, claims all that is due and may start, and starts it. */
  start(): Promise<void>;
  /** Writes what has ended. */
  record(): Promise<void>;
  /** Attempts that are in flight, or ended and not yet written. */
  open(): number;
  /** Says that there may be something to do. */
  ring(): void;
  /** Resolves when somebody rang since the last start began; where a share was used up, also when some of it is free. */
  mayStart(): Promise<void>;
  /** Resolves when attempts ended, or somebody rang, since the last recording began. */
  mayRecord(): Promise<void>;
};

type Parts = {
  readonly clock: Clock;
  readonly sender?: Sender;
  /** Starts nothing more for an endpoint that let an attempt's whole time pass, until it answers one. */
  readonly sparesSilent?: boolean;
  /** Waits a moment where others are in flight, to write what they end with together. */
  readonly gathers?: boolean;
};

export function makeDeliveryRounds(
  app: App,
  { clock, sender = ownSender(), sparesSilent = false, gathers = false }: Parts,
): DeliveryRounds {
  const { database } = app;
  const inFlight = new Map<string, number>();
  const silent = new Set<string>();
  let running = 0;
  let ended: EndedAttempt[] = [];
  let isHeldBack = false;
  let rung = newBell();
  let freed = newBell();
  let toRecord = newBell();

  function count(endpointId: string, change: 1 | -1): void {
    const attempts = (inFlight.get(endpointId) ?? 0) + change;
    if (attempts === 0) inFlight.delete(endpointId);
    else inFlight.set(endpointId, attempts);
    running += change;
  }

  async function attempt(delivery: ClaimedDelivery): Promise<void> {
    const { id: deliveryId, number, endpointId, scheduled } = delivery;
    count(endpointId, 1);
    const startedAt = clock();
    const sent = await sendDelivery(app, { delivery, sender, at: startedAt });
    const endedAt = clock();
    const next = nextStep(scheduled, { ...sent, endedAt }, Math.random());
    noteAttempt(next.kind, endedAt - startedAt);
    ended.push({ deliveryId, number, endpointId, sent, endedAt, latencyMs: Math.round(endedAt - startedAt), next });
    count(endpointId, -1);
    if (sent.error !== "timeout") silent.delete(endpointId);
    else if (sparesSilent) silent.add(endpointId);
    toRecord.ring();
    freed.ring();
  }

  async function record(): Promise<void> {
    toRecord = newBell();
    const batch = ended;
    ended = [];
    try {
      await recordAttempts(database, batch);
    } catch (error) {
      // Kept for the next round: to forget them would be to send again what was delivered.
      ended = [...batch, ...ended];
      throw error;
    }
  }

  async function start(): Promise<void> {
    rung = newBell();
    for (let isBehind = true; isBehind; ) {
      freed = newBell();
      const limit = MAX_IN_FLIGHT - running;
      const full = new Map([...inFlight, ...[...silent].map((endpointId) => [endpointId, MAX_PER_ENDPOINT] as const)]);
      const round = await claimDeliveries(database, { now: clock(), limit, inFlight: full });
      isHeldBack = usesUp(round.claimed, { limit, inFlight: full });
      isBehind = round.isBehind;
      for (const delivery of round.claimed) void attempt(delivery);
    }
  }

  return {
    start,
    record,
    open: () => running + ended.length,
    ring() {
      rung.ring();
      toRecord.ring();
    },
    mayStart: () => Promise.race([rung.rung, ...(isHeldBack ? [freed.rung.then(gather)] : [])]),
    mayRecord: () => toRecord.rung.then(gather),
  };

  /** Others end soon, but nobody waits where there are none. */
  async function gather(): Promise<void> {
    if (gathers && running > 0) await sleep(GATHER_MS);
  }
}

/** Whether more may be due than was claimed: where something is left of each share, nothing is. */
function usesUp(
  claimed: readonly ClaimedDelivery[],
  { limit, inFlight }: { limit: number; inFlight: ReadonlyMap<string, number> },
): boolean {
  const counts = new Map(inFlight);
  for (const { endpointId } of claimed) counts.set(endpointId, (counts.get(endpointId) ?? 0) + 1);
  return claimed.length >= limit || [...counts.values()].some((count) => count >= MAX_PER_ENDPOINT);
}

function newBell(): { ring: () => void; rung: Promise<void> } {
  let ring = () => {};
  const rung = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { ring, rung };
}

async function sendDelivery(app: App, input: { delivery: ClaimedDelivery; sender: Sender; at: number }): Promise<Sent> {
  const { delivery, sender, at } = input;
  const { url, body, eventId, endpointId, secretSealed, previousSecretSealed, livemode } = delivery;
  let headers: Readonly<Record<string, string>>;
  try {
    const sealed = previousSecretSealed === null ? [secretSealed] : [secretSealed, previousSecretSealed];
    const secrets = sealed.map((one) => unseal(one, endpointId, app.config.ENCRYPTION_KEY));
    headers = signedHeaders({ id: eventId, body, secrets, at });
  } catch (err) {
    log.error({ err, endpointId }, "a webhook secret cannot be opened: was ENCRYPTION_KEY changed?");
    return { statusCode: null, error: "unreadable_secret", answer: null, retryAfter: null };
  }
  return sender.send({ url, headers, body, rules: { allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE && !livemode } });
}
