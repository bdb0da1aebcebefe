import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { newWebhookSecret } from "@/lib/webhooks/secret";
import { signedHeaders } from "@/lib/webhooks/sign";
import type { Event } from "./api.js";
import { FlorinApiError } from "./errors.js";
import { Listing } from "./listing.js";
import { createReceiver, type Lost, type ReceiverOptions } from "./receiver.js";
import { memoryStore } from "./receiver-store.js";

const secret = newWebhookSecret();
type Handle = ReceiverOptions<undefined>["handle"];

/** Event `n` of the log: of that object, in that version. */
function eventOf(sequence: number | null, object: string, version: number): Event {
  const type = sequence === null ? "webhook.test" : "session.updated";
  const id = `evt_${sequence ?? object}`;
  return { id, object: "event", type, livemode: false, sequence, data: { id: object, version } } as unknown as Event;
}

/** What Florin's API answers about its events, `pageSize` at a time; and what was asked of it. */
function apiOf(log: readonly Event[], pageSize = 100) {
  const asked: string[] = [];
  const found = (id: string) => {
    const event = log.find((one) => one.id === id);
    if (event) return event;
    throw new FlorinApiError(404, { type: "not_found", code: "not_found", message: "", param: null, requestId: "" }, null);
  };
  const events = {
    list: (query: { sequenceAfter?: number; sequenceBefore?: number; limit?: number } = {}) =>
      new Listing<Event>(async (cursor) => {
        asked.push(`list ${query.sequenceAfter ?? ""}..${query.sequenceBefore ?? ""}`);
        const { sequenceAfter: after = -1, sequenceBefore: before = Number.POSITIVE_INFINITY } = query;
        const all = log.filter(({ sequence }) => sequence !== null && sequence > after && sequence < before).reverse();
        const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
        const data = all.slice(from, from + pageSize);
        const hasMore = from + pageSize < all.length;
        return { object: "list", data, hasMore, nextCursor: hasMore ? (data.at(-1)?.id ?? null) : null };
      }),
    get: async (id: string) => {
      asked.push(`get ${id}`);
      return found(id);
    },
  };
  return { florin: { events } as unknown as ReceiverOptions<undefined>["florin"], asked };
}

function requestOf(event: Event) {
  const body = JSON.stringify(event);
  return { headers: signedHeaders({ id: event.id, body, secrets: [secret], at: Date.now() }), body };
}

let handled: { n: number | null; stale: boolean }[];
let lost: Lost[];
let errors: unknown[];
beforeEach(() => {
  handled = [];
  lost = [];
  errors = [];
});

const keep: Handle = ({ sequence }, { stale }) => void handled.push({ n: sequence, stale });
const numbers = () => handled.map(({ n }) => n);

function receiverOf(log: readonly Event[], more: Partial<ReceiverOptions<undefined>> = {}) {
  const api = apiOf(log);
  const receiver = createReceiver({
    store: memoryStore(),
    secret,
    florin: api.florin,
    handle: keep,
    onLost: (one) => lost.push(one),
    onError: (error) => errors.push(error),
    ...more,
  });
  return { ...receiver, ...api, deliver: (event: Event | undefined) => receiver.receive(requestOf(event as Event)) };
}

/** Numbered from 1: two sessions in turn. */
const log = Array.from({ length: 8 }, (_, i) => eventOf(i + 1, i % 2 === 0 ? "cs_a" : "cs_b", Math.floor(i / 2) + 1));

describe("a receiver", () => {
  test("handles what comes in order, once, and asks nobody", async () => {
    const { deliver, asked } = receiverOf(log);
    for (const event of log) expect(await deliver(event)).toEqual({ status: 200, outcome: "handled" });
    for (const event of log) expect(await deliver(event)).toEqual({ status: 200, outcome: "duplicate" });
    expect(handled).toEqual(log.map(({ sequence: n }) => ({ n, stale: false })));
    expect(asked).toEqual([]);
  });

  test("pulls what is missing and handles it first", async () => {
    const { deliver, asked } = receiverOf(log);
    await deliver(log[0]);
    expect(await deliver(log[5])).toEqual({ status: 200, outcome: "handled" });
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(asked).toEqual(["list 1..6"]);
    expect(await deliver(log[2])).toEqual({ status: 200, outcome: "duplicate" });
    expect(lost).toEqual([]);
  });

  test("says what is missing for good, and goes on", async () => {
    const { deliver } = receiverOf(log.filter(({ sequence }) => ![3, 4, 6].includes(sequence ?? 0)));
    await deliver(log[0]);
    await deliver(log[7]);
    expect(numbers()).toEqual([1, 2, 5, 7, 8]);
    expect(lost).toEqual([
      { from: 3, to: 4 },
      { from: 6, to: 6 },
    ]);
  });

  test("lets Florin come again while what is missing cannot be had", async () => {
    const api = apiOf(log);
    const down = {
      events: {
        ...api.florin.events,
        list: () =>
          new Listing(() =>
            Promise.reject(
              new FlorinApiError(503, { type: "server", code: "busy", message: "", param: null, requestId: "" }, null),
            ),
          ),
      },
    };
    const store = memoryStore();
    const broken = receiverOf(log, { store, florin: down as unknown as typeof api.florin });
    await broken.deliver(log[0]);
    expect(await broken.deliver(log[3])).toEqual({ status: 503, outcome: "waiting" });
    expect(numbers()).toEqual([1]);
    expect(await receiverOf(log, { store }).deliver(log[3])).toEqual({ status: 200, outcome: "handled" });
    expect(numbers()).toEqual([1, 2, 3, 4]);
  });

  test("holds one session's later events back while an earlier one fails, and no other's", async () => {
    let broken = true;
    const handle: Handle = (event, context) => {
      if (broken && event.sequence === 3) throw new Error("the shop's database is away");
      return keep(event, context);
    };
    const { deliver, asked } = receiverOf(log, { handle });
    const outcomes = [];
    for (const event of log.slice(0, 6)) outcomes.push((await deliver(event)).outcome);
    expect(outcomes).toEqual(["handled", "handled", "failed", "handled", "waiting", "handled"]);
    expect(numbers()).toEqual([1, 2, 4, 6]);
    broken = false;
    expect((await deliver(log[6])).outcome).toBe("handled");
    expect(numbers()).toEqual([1, 2, 4, 6, 3, 5, 7]);
    expect(await deliver(log[2])).toEqual({ status: 200, outcome: "duplicate" });
    const before = asked.length;
    await deliver(log[7]);
    expect(asked).toHaveLength(before);
  });

  test("takes the versions of a session for its order where the numbers say otherwise", async () => {
    const odd = [
      eventOf(1, "cs_a", 1),
      eventOf(2, "cs_a", 4),
      eventOf(3, "cs_b", 1),
      eventOf(4, "cs_a", 3),
      eventOf(5, "cs_b", 2),
    ];
    const { deliver } = receiverOf(odd);
    await deliver(odd[0]);
    await deliver(odd[4]);
    expect(handled).toEqual([1, 4, 3, 2, 5].map((n) => ({ n, stale: false })));
  });

  test("marks what is older than what it has handled of a session", async () => {
    const { deliver } = receiverOf(log);
    await deliver(log[4]);
    expect(await deliver(log[2])).toEqual({ status: 200, outcome: "handled" });
    expect(handled).toEqual([
      { n: 5, stale: false },
      { n: 3, stale: true },
    ]);
  });

  test("begins before the first event that comes, or where it is told to", async () => {
    const late = receiverOf(log);
    await late.deliver(log[4]);
    expect(numbers()).toEqual([5]);
    handled = [];
    const whole = receiverOf(log, { startAfter: 0 });
    await whole.deliver(log[4]);
    expect(numbers()).toEqual([1, 2, 3, 4, 5]);
  });

  test("catches up with what no gap shows", async () => {
    const { deliver, catchUp } = receiverOf(log);
    await deliver(log[0]);
    await catchUp();
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await catchUp();
    expect(numbers()).toHaveLength(8);
    const fresh = receiverOf(log);
    await fresh.catchUp();
    handled = [];
    await fresh.deliver(log[7]);
    expect(numbers()).toEqual([8]);
  });

  test("catches up over thousands, some at a time", async () => {
    const many = Array.from({ length: 1_234 }, (_, i) => eventOf(i + 1, `cs_${i % 7}`, i));
    const { catchUp, asked } = receiverOf(many, { startAfter: 0 });
    await catchUp();
    expect(numbers()).toEqual(many.map(({ sequence }) => sequence));
    expect(new Set(asked)).toEqual(new Set(["list ..", "list 0..501", "list 500..1001", "list 1000..1235"]));
  });

  test("handles a test event once, and takes no number from it", async () => {
    const trial = eventOf(null, "we_1", 0);
    const { deliver, asked } = receiverOf(log);
    expect(await deliver(trial)).toEqual({ status: 200, outcome: "handled" });
    expect(await deliver(trial)).toEqual({ status: 200, outcome: "duplicate" });
    await deliver(log[6]);
    expect(numbers()).toEqual([null, 7]);
    expect(asked).toEqual([]);
  });

  test("refuses what is not signed, and handles nothing of it", async () => {
    const { receive, respond } = receiverOf(log);
    const { headers, body } = requestOf(log[0] as Event);
    expect(await receive({ headers, body: `${body} ` })).toEqual({ status: 400, outcome: "refused" });
    const wrong = await respond(new Request("https://shop.example", { method: "POST", body }));
    expect(wrong.status).toBe(400);
    const right = await respond(new Request("https://shop.example", { method: "POST", headers, body }));
    expect([right.status, await right.text()]).toEqual([200, "handled"]);
    expect(errors).toHaveLength(2);
  });

  test("gives up an open event that Florin no longer has", async () => {
    const store = memoryStore();
    const failing = receiverOf(log, { store, handle: () => Promise.reject(new Error("no")) });
    await failing.deliver(log[0]);
    const { deliver, asked } = receiverOf(log.slice(1), { store });
    await deliver(log[1]);
    await deliver(log[2]);
    expect([numbers(), asked]).toEqual([[2, 3], ["get evt_1"]]);
  });
});

test("whatever is dropped, doubled, turned round or fails on the way: all is handled once, each session in order", async () => {
  const objects = fc.array(fc.constantFrom("cs_a", "cs_b", "cs_c"), { minLength: 1, maxLength: 14 });
  const plan = fc.array(fc.record({ place: fc.nat(), fails: fc.nat(3), together: fc.boolean() }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(objects, plan, async (names, steps) => {
      const versions = new Map<string, number>();
      const events = names.map((name, i) => {
        versions.set(name, (versions.get(name) ?? 0) + 1);
        return eventOf(i + 1, name, versions.get(name) as number);
      });
      const told: Event[] = [];
      let failures = 0;
      const handle: Handle = (event) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error("not now");
        }
        told.push(event);
      };
      const { deliver, catchUp } = receiverOf(events, { handle, startAfter: 0 });
      let under: Promise<unknown> = Promise.resolve();
      for (const { place, fails, together } of steps) {
        failures = fails;
        const next = deliver(events[place % events.length]);
        if (!together) await Promise.all([under, next]);
        under = Promise.all([under, next]);
      }
      await under;
      failures = 0;
      await catchUp();
      await deliver(events.at(-1));
      expect(told.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
      for (const name of versions.keys()) {
        const own = told.filter(({ data }) => data.id === name).map(({ sequence }) => sequence ?? 0);
        expect(own).toEqual([...own].sort((a, b) => a - b));
      }
    }),
    { numRuns: 1_000 },
  );
});
