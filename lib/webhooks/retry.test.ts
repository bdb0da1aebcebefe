import { describe, expect, test } from "vitest";
import { type AttemptResult, MAX_ATTEMPTS, nextStep } from "./retry";

const NOW = 1_700_000_000_000;
const result = (overrides: Partial<AttemptResult>): AttemptResult => ({
  statusCode: 500,
  error: null,
  retryAfter: null,
  endedAt: NOW,
  ...overrides,
});
const waitAfter = (attempt: number, overrides: Partial<AttemptResult> = {}, random = 0) => {
  const step = nextStep(attempt, result(overrides), random);
  return step.kind === "retry" ? step.at - NOW : step.kind;
};

describe("the schedule", () => {
  test("makes ten attempts, the last 75 h 35 min 5 s after the first", () => {
    const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => waitAfter(index + 1));
    expect(waits.map(Number)).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((s) => s * 1_000));
    expect(waits.map(Number).reduce((sum, wait) => sum + wait, 0)).toBe(((75 * 60 + 35) * 60 + 5) * 1_000);
    expect(waitAfter(10)).toBe("abandoned");
  });

  test("jitter puts an attempt off by up to a tenth of its wait, never forward", () => {
    expect(waitAfter(2, {}, 0.5)).toBe(315_000);
    expect(waitAfter(2, {}, 1)).toBe(330_000);
  });
});

describe("what an answer means", () => {
  test.each([200, 201, 204, 299])("%i is success", (statusCode) => expect(waitAfter(1, { statusCode })).toBe("delivered"));

  test.each([100, 301, 302, 307, 400, 401, 404, 409, 429, 500, 503])("%i is tried again", (statusCode) =>
    expect(waitAfter(1, { statusCode })).toBe(5_000),
  );

  test("410 switches the endpoint off, at any attempt", () => {
    expect(waitAfter(1, { statusCode: 410 })).toBe("gone");
    expect(waitAfter(10, { statusCode: 410 })).toBe("gone");
  });

  test("no status, or a status whose answer broke off, is tried again", () => {
    expect(waitAfter(1, { statusCode: null, error: "connection" })).toBe(5_000);
    expect(waitAfter(1, { statusCode: 200, error: "timeout" })).toBe(5_000);
  });

  test("success on the tenth attempt is success", () => expect(waitAfter(10, { statusCode: 200 })).toBe("delivered"));
});

describe("Retry-After", () => {
  test.each([429, 502, 503, 504])("is honoured on %i, in seconds", (statusCode) =>
    expect(waitAfter(1, { statusCode, retryAfter: "120" })).toBe(120_000),
  );

  test("is honoured as a date", () => {
    expect(waitAfter(1, { statusCode: 429, retryAfter: new Date(NOW + 90_000).toUTCString() })).toBe(90_000);
  });

  test("never brings an attempt forward and never puts it off beyond a day", () => {
    expect(waitAfter(2, { statusCode: 503, retryAfter: "1" })).toBe(300_000);
    expect(waitAfter(2, { statusCode: 503, retryAfter: "99999999999999999999" })).toBe(86_400_000);
    expect(waitAfter(1, { statusCode: 503, retryAfter: new Date(0).toUTCString() })).toBe(5_000);
  });

  test("means nothing on another status, or when it is nonsense", () => {
    expect(waitAfter(1, { statusCode: 500, retryAfter: "120" })).toBe(5_000);
    for (const retryAfter of ["soon", "", "-5", "NaN", "1e3"]) {
      expect(waitAfter(1, { statusCode: 429, retryAfter }), retryAfter).toBeLessThanOrEqual(86_400_000);
      expect(waitAfter(1, { statusCode: 429, retryAfter }), retryAfter).toBeGreaterThanOrEqual(5_000);
    }
  });
});
