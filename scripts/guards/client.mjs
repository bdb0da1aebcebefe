const RECEIVER = "sdk/src/receiver.test.ts";
const PROOF = "sdk/src/verify-webhook.test.ts";
const CALL = "sdk/src/call.test.ts";

/** What keeps the client's promises. */
export const CLIENT_GUARDS = [
  {
    name: "event-once",
    what: "the client's receiver handles an event each time it comes",
    file: "sdk/src/receiver.ts",
    from: 'if (await isHandled(memory, event)) return "duplicate";',
    to: "void isHandled;",
    tests: [RECEIVER],
  },
  {
    name: "event-order",
    what: "a session's later events overtake one whose handler failed",
    file: "sdk/src/receiver.ts",
    from: 'if (outcome === "failed") held.add(objectOf(event));',
    to: "",
    tests: [RECEIVER],
  },
  {
    name: "event-gap",
    what: "events that were dropped on the way are never fetched",
    file: "sdk/src/receiver.ts",
    from: "through + 1 < to ? await pull(through, to) : []",
    to: "through < 0 ? await pull(through, to) : []",
    tests: [RECEIVER],
  },
  {
    name: "event-open",
    what: "an event whose handler failed is forgotten",
    file: "sdk/src/receiver.ts",
    from: "...(now?.open ?? []), ...left]",
    to: "...(now?.open ?? []), ...left.slice(left.length)]",
    tests: [RECEIVER],
  },
  {
    name: "signature",
    what: "the client takes a webhook that nobody signed",
    file: "sdk/src/verify-webhook.ts",
    from: "fits = isThis || fits;",
    to: "fits = isThis || true;",
    tests: [PROOF],
  },
  {
    name: "replay-time",
    what: "the client takes a webhook of any age",
    file: "sdk/src/verify-webhook.ts",
    from: "if (apart > (options.toleranceSeconds ?? TOLERANCE_SECONDS)) {",
    to: "if (apart < (options.toleranceSeconds ?? TOLERANCE_SECONDS) - Number.MAX_SAFE_INTEGER) {",
    tests: [PROOF],
  },
  {
    name: "same-key",
    what: "a write is tried again under another idempotency key",
    file: "sdk/src/call.ts",
    from: "const tried = await attemptOnce({ url, init,",
    to: 'const tried = await attemptOnce({ url, init: { ...init, headers: { ...init.headers, "Idempotency-Key": newIdempotencyKey() } },',
    tests: [CALL],
  },
];
