import { log } from "../log";
import { noteAttempt } from "../metrics";
import { processWide } from "../process-wide";
import { unseal } from "../seal";
import { nextStep } from "../webhooks/retry";
import { makeSender, type Sender, type Sent } from "../webhooks/send";
import { signedHeaders } from "../webhooks/sign";
import type { App } from "./app";
import { type ClaimedDelivery, claimDeliveries, MAX_PER_ENDPOINT } from "./claim-deliveries";
import { numberEvents } from "./number-events";
import { type EndedAttempt, recordAttempts } from "./record-attempts";

/** Attempts in flight in one process. A hanging one costs a socket for its 15 seconds, no thread and no connection. */
const MAX_IN_FLIGHT = 512;

/** Epoch milliseconds. */
export type Clock = () => number;

const ownSender = () => processWide("webhook-sender", makeSender);

/**
 * The rounds of one deliverer. A round starts attempts and waits for none, so a receiver that hangs holds up nothing but
 * its own share of the attempts in flight.
 */
export type DeliveryRounds = {
  /** Writes what has ended, numbers what was committed, claims all that is due and may start, and starts it. */
  next(): Promise<void>;
  /** Only writes what has ended. */
  record(): Promise<void>;
  /** Attempts that are in flight, or ended and not yet written. */
  open(): number;
  /** Says that there may be something to do; attempts that end say so themselves. */
  ring(): void;
  /** Resolves at the first ring since the last recording began. */
  rung(): Promise<void>;
};

type Parts = {
  readonly clock: Clock;
  readonly sender?: Sender;
  /** Starts nothing more for an endpoint that let an attempt's whole time pass, until it answers one. */
  readonly sparesSilent?: boolean;
};

export function makeDeliveryRounds(app: App, { clock, sender = ownSender(), sparesSilent = false }: Parts): DeliveryRounds {
  const { database } = app;
  const inFlight = new Map<string, number>();
  const silent = new Set<string>();
  let running = 0;
  let ended: EndedAttempt[] = [];
  let bell = newBell();

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
    bell.ring();
  }

  async function record(): Promise<void> {
    bell = newBell();
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
    await numberEvents(database);
    const limit = MAX_IN_FLIGHT - running;
    if (limit === 0) return;
    const full = new Map([...inFlight, ...[...silent].map((endpointId) => [endpointId, MAX_PER_ENDPOINT] as const)]);
    for (const delivery of await claimDeliveries(database, { now: clock(), limit, inFlight: full })) void attempt(delivery);
  }

  return {
    async next() {
      // Side by side: what has ended and is not yet written still has its lease, so it is not claimed again.
      const results = await Promise.allSettled([record(), start()]);
      for (const result of results) if (result.status === "rejected") throw result.reason;
    },
    record,
    open: () => running + ended.length,
    ring: () => bell.ring(),
    rung: () => bell.rung,
  };
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
