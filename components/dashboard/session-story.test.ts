import { expect, test } from "vitest";
import type { PaymentObject, SessionObject } from "@/lib/checkout/session-object";
import { attemptWords, type StoryDelivery, type StoryEvent, tellDelivery, tellSession } from "./session-story";

const NOW = 1_800_000_000_000;
const ETH = { symbol: "ETH", decimals: 18, contract: null, network: "eip155:8453" };

const payment: PaymentObject = {
  id: "pay_1",
  txHash: `0x${"ab".repeat(32)}`,
  chainId: 8453,
  asset: ETH,
  amount: { wei: "400000000000000000", eth: "0.4" },
  fiatAtReceipt: null,
  kind: "native",
  blockNumber: 7,
  confirmations: 1,
  state: "seen",
  late: false,
  from: `0x${"cd".repeat(20)}`,
};
const session: Pick<SessionObject, "payments" | "asset" | "linkId"> = { payments: [payment], asset: ETH, linkId: null };

const event = (given: Pick<StoryEvent, "type"> & Partial<StoryEvent>): StoryEvent => ({
  id: `evt_${given.type}`,
  detail: {},
  at: NOW,
  ...given,
});
const delivery = (given: Partial<StoryDelivery>): StoryDelivery => ({
  eventId: "evt_session.paid",
  url: "https://shop.example/hook",
  status: "pending",
  nextAttemptAt: NOW,
  attempts: [],
  ...given,
});
const words = (events: readonly StoryEvent[]) =>
  tellSession(session, events, { deliveries: [], acceptance: null, now: NOW }).map((line) => line.words);

test("a session's life reads as sentences, first thing first", () => {
  expect(
    words([
      event({ type: "session.created" }),
      event({ type: "payment.received", detail: { payment: "pay_1" } }),
      event({ type: "session.underpaid", detail: { missing: "600000000000000000" } }),
      event({ type: "payment.confirmed", detail: { payment: "pay_1" } }),
      event({ type: "payment.reverted", detail: { payment: "pay_1" } }),
      event({ type: "session.paid" }),
    ]),
  ).toEqual([
    "Created by API",
    "0.4 ETH on Base arrived",
    "0.6 ETH is still missing",
    "0.4 ETH on Base confirmed",
    "0.4 ETH on Base was taken back by the chain",
    "Paid",
  ]);
});

test("money that does not count says why", () => {
  const notes = [{ late: true }, { surplus: true }, { afterGrace: true }, { afterDeactivation: true }, { wrongAsset: true }];
  expect(words(notes.map((note) => event({ type: "payment.received", detail: { payment: "pay_1", ...note } })))).toEqual([
    "0.4 ETH on Base arrived late",
    "0.4 ETH on Base arrived though all was paid",
    "0.4 ETH on Base arrived too late to count",
    "0.4 ETH on Base arrived after it was deactivated",
    "0.4 ETH on Base arrived, which this session did not ask for",
  ]);
});

test("what a person accepted says who and why", () => {
  const acceptance = { by: "anna@tea.example", reason: "an exchange's fee" };
  const told = (type: StoryEvent["type"]) =>
    tellSession(session, [event({ type, detail: { accepted: true } })], { deliveries: [], acceptance, now: NOW });
  for (const type of ["session.paid", "session.corrected"] as const)
    expect(told(type)).toMatchObject([{ tone: "good", words: "Accepted as paid by anna@tea.example: “an exchange's fee”" }]);
});

test("each thing that happened stands with whom it was told to, and with nobody else's", () => {
  const told = delivery({ status: "delivered", attempts: [{ number: 1, statusCode: 200, latencyMs: 84, error: null }] });
  const story = tellSession(session, [event({ type: "session.created" }), event({ type: "session.paid" })], {
    deliveries: [told],
    acceptance: null,
    now: NOW,
  });
  expect(story.map((line) => line.told.map((one) => one.words))).toEqual([[], ["Told shop.example (200 in 84 ms)"]]);
});

test("a receiver that did not take it is told with what it said and when the next try is", () => {
  const attempts = [{ number: 1, statusCode: 500, latencyMs: 12, error: null }];
  expect(tellDelivery(delivery({ attempts, nextAttemptAt: NOW + 300_000 }), NOW).words).toBe(
    "shop.example did not take it (500 in 12 ms), next try in 5 min",
  );
  expect(tellDelivery(delivery({ attempts }), NOW).words).toBe("shop.example did not take it (500 in 12 ms), trying again now");
  expect(tellDelivery(delivery({ attempts, status: "abandoned" }), NOW).words).toBe("Gave up telling shop.example after 1 try");
  expect(tellDelivery(delivery({}), NOW).words).toBe("Telling shop.example");
});

test("an attempt without an answer says what stood in its way", () => {
  expect(attemptWords({ number: 1, statusCode: null, latencyMs: 15_000, error: "timeout" })).toBe(
    "no answer in time in 15,000 ms",
  );
  expect(attemptWords({ number: 1, statusCode: null, latencyMs: null, error: null })).toBe("under way");
});
