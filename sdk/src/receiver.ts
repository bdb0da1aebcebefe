import type { Event } from "./api.js";
import { FlorinError, isApiError } from "./errors.js";
import type { Florin } from "./florin.js";
import {
  inOrder,
  isHandled,
  isStale,
  markHandled,
  type OpenEvent,
  objectOf,
  readProgress,
  writeProgress,
} from "./receiver-progress.js";
import type { ReceiverStore } from "./receiver-store.js";
import { verifyWebhook, WebhookError, type WebhookRequest } from "./verify-webhook.js";

export type HandleContext<Tx> = {
  /** The store's transaction: what you write by it is kept together with the receiver's note that the event is done. */
  readonly tx: Tx;
  /** True: a later version of the same object was handled before. Act on what happened; do not overwrite what you keep. */
  readonly stale: boolean;
};

/** Numbers of events that Florin no longer has, both ends included. */
export type Lost = { readonly from: number; readonly to: number };

export type ReceiverOptions<Tx> = {
  readonly store: ReceiverStore<Tx>;
  /** The endpoint's `whsec_…`; both of them while you change it. */
  readonly secret: string | readonly string[];
  /** Pulls what is missing. Its key needs `events:read`, and is of the endpoint's mode. */
  readonly florin: Pick<Florin, "events">;
  /** Does what an event asks for. Where it throws, the event stays open and comes again. */
  readonly handle: (event: Event, context: HandleContext<Tx>) => Promise<void> | void;
  /** Number of the event after which a new receiver begins; default: just before the first that comes. 0: from the first. */
  readonly startAfter?: number | undefined;
  /** Seconds that the sender's clock may be from yours; default 300. */
  readonly toleranceSeconds?: number | undefined;
  /** Told of what was not handled, and why. */
  readonly onError?: ((error: unknown, event: Event | null) => void) | undefined;
  /** Told of events that are missing and that Florin no longer has (it keeps them for at least 90 days). */
  readonly onLost?: ((lost: Lost) => void) | undefined;
};

export type Receipt = {
  /** To answer with: 200 done, 400 not Florin's, 500 the handler threw, 503 what is missing could not be had. */
  readonly status: 200 | 400 | 500 | 503;
  /** `waiting`: an earlier event of the same object is not done yet. */
  readonly outcome: "handled" | "duplicate" | "waiting" | "failed" | "refused";
};

type Outcome = Exclude<Receipt["outcome"], "refused">;
type Done = ReadonlyMap<string, Outcome>;

const LOCK = "florin-events";
/** Events that are pulled and handled before the progress is written down. */
const WINDOW = 500;
/** Open events that are tried again with each webhook. */
const REOPENED = 20;

/**
 * Receives webhooks so that nothing is missed, nothing is done twice, and each session's events come in order: it verifies,
 * drops what was handled before (by event id), notices a gap in the numbers, pulls what is missing over the API and hands it
 * on first, oldest first; of one session by its `version`. An event whose handler threw holds back that session's later
 * ones and no others, and is tried again with each webhook.
 *
 * @example
 * ```ts
 * const receiver = createReceiver({
 *   store: memoryStore(),
 *   secret: "whsec_…",
 *   florin,
 *   handle: (event) => {
 *     if (event.type === "session.paid") ship(event.data.clientReferenceId);
 *   },
 * });
 * export const POST = (request: Request) => receiver.respond(request);
 * await receiver.catchUp(); // at start: what came while you were away
 * ```
 */
export function createReceiver<Tx>(options: ReceiverOptions<Tx>) {
  const { store, florin } = options;
  const report = (error: unknown, event: Event | null) => options.onError?.(error, event);

  /** Hands one event to the handler, unless that was done before. */
  async function once(event: Event): Promise<"handled" | "duplicate" | "failed"> {
    try {
      return await store.transaction(LOCK, async (memory, tx) => {
        if (await isHandled(memory, event)) return "duplicate";
        await options.handle(event, { tx, stale: await isStale(memory, event) });
        await markHandled(memory, event);
        return "handled";
      });
    } catch (error) {
      report(error, event);
      return "failed";
    }
  }

  /** @param held objects of which an earlier event waits */
  async function all(events: readonly Event[], held: Set<string>): Promise<Done> {
    const done = new Map<string, Outcome>();
    for (const event of inOrder(events)) {
      const outcome = held.has(objectOf(event)) ? "waiting" : await once(event);
      if (outcome === "failed") held.add(objectOf(event));
      done.set(event.id, outcome);
    }
    return done;
  }

  function begin(mode: string, before: number) {
    return store.transaction(LOCK, async (memory) => {
      const known = await readProgress(memory, mode);
      if (known) return known;
      const fresh = { through: options.startAfter ?? before, open: [] };
      await writeProgress(memory, mode, fresh);
      return fresh;
    });
  }

  /** Every event of these numbers is handled or open now. */
  function settle(mode: string, through: number, given: { events: readonly Event[]; done: Done; gone: readonly string[] }) {
    const isDone = (id: string) => ["handled", "duplicate"].includes(given.done.get(id) ?? "") || given.gone.includes(id);
    const left = given.events.filter(({ id }) => !isDone(id)).map((event) => ({ id: event.id, object: objectOf(event) }));
    return store.transaction(LOCK, async (memory) => {
      const now = await readProgress(memory, mode);
      const open = new Map([...(now?.open ?? []), ...left].filter(({ id }) => !isDone(id)).map((one) => [one.id, one]));
      await writeProgress(memory, mode, { through: Math.max(now?.through ?? 0, through), open: [...open.values()] });
    });
  }

  /** Oldest first, both ends left out. */
  async function pull(after: number, before: number): Promise<Event[]> {
    const pulled: Event[] = [];
    const query = { sequenceAfter: after, sequenceBefore: before, limit: 100 };
    for await (const event of florin.events.list(query)) pulled.unshift(event);
    let next = after + 1;
    for (const sequence of [...pulled.map((event) => event.sequence ?? 0).sort((a, b) => a - b), before]) {
      if (sequence > next) options.onLost?.({ from: next, to: sequence - 1 });
      next = sequence + 1;
    }
    return pulled;
  }

  async function reopen(open: readonly OpenEvent[]): Promise<{ events: Event[]; gone: string[] }> {
    const events: Event[] = [];
    const gone: string[] = [];
    for (const { id } of open.slice(0, REOPENED)) {
      try {
        events.push(await florin.events.get(id));
      } catch (error) {
        if (!isApiError(error, "not_found")) throw error;
        gone.push(id);
      }
    }
    return { events, gone };
  }

  /** Handles all that is known and not done up to a number, and the delivered event after it. */
  async function advance(mode: string, to: number, delivered: Event | null): Promise<Outcome> {
    const progress = await begin(mode, to - 1);
    const other = progress.open.filter(({ id }) => id !== delivered?.id);
    const { events: reopened, gone } = await reopen(other);
    const held = new Set(other.slice(REOPENED).map(({ object }) => object));
    let given = reopened;
    let through = progress.through;
    while (through + WINDOW < to) {
      const events = [...given, ...(await pull(through, through + WINDOW + 1))];
      through += WINDOW;
      await settle(mode, through, { events, done: await all(events, held), gone });
      given = [];
    }
    const missing = through + 1 < to ? await pull(through, to) : [];
    const events = [...given, ...missing, ...(delivered ? [delivered] : [])];
    const done = await all(events, held);
    await settle(mode, delivered ? to : to - 1, { events, done, gone });
    return (delivered && done.get(delivered.id)) ?? "handled";
  }

  async function receive(request: WebhookRequest): Promise<Receipt> {
    let event: Event | null = null;
    try {
      event = await verifyWebhook(request, options);
      const outcome = event.sequence === null ? await once(event) : await advance(modeOf(event), event.sequence, event);
      return { status: outcome === "handled" || outcome === "duplicate" ? 200 : 500, outcome };
    } catch (error) {
      report(error, event);
      if (error instanceof WebhookError) return { status: 400, outcome: "refused" };
      if (error instanceof FlorinError) return { status: 503, outcome: "waiting" };
      throw error;
    }
  }

  return {
    /**
     * Takes one webhook in. Answer it with `status`: all but 200 makes Florin send it again.
     *
     * @throws what the store throws, and TypeError for a secret or a body that cannot be one
     */
    receive,

    /** The same for a `Request` of the Fetch API. */
    async respond(request: Request): Promise<Response> {
      const { status, outcome } = await receive({ headers: request.headers, body: await request.arrayBuffer() });
      return new Response(outcome, { status });
    },

    /**
     * Pulls what was told since the last webhook, which no gap can show. Call it at start, and now and then.
     *
     * @throws {FlorinError} where it could not be had
     */
    async catchUp(): Promise<void> {
      const { data } = await florin.events.list({ limit: 100 });
      const newest = data.reduce<Event | null>((best, one) => ((one.sequence ?? 0) > (best?.sequence ?? 0) ? one : best), null);
      if (newest?.sequence) await advance(modeOf(newest), newest.sequence + 1, null);
    },
  };
}

function modeOf({ livemode }: Event): string {
  return livemode ? "live" : "test";
}
