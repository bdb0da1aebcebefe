import { describe, expect, test } from "vitest";
import { readRetryAfter, waitBeforeNext } from "./retry.js";

const failure = (status: number | null, code: string | null = null, retryAfterSeconds: number | null = null) => ({
  status,
  code,
  retryAfterSeconds,
});

describe("after a failure", () => {
  test.each([
    ["no answer", failure(null)],
    ["429", failure(429, "rate_limited")],
    ["500", failure(500, "internal")],
    ["503", failure(503, "rate_unavailable")],
    ["502 of something in between", failure(502)],
    ["a twin that is still at work", failure(409, "idempotency_in_progress")],
  ])("%s is tried again", (_, one) => {
    expect(waitBeforeNext(1, one, 0)).toBe(250);
  });

  test.each([
    ["a field that is wrong", failure(400, "invalid_field")],
    ["a key that is wrong", failure(401, "invalid_key")],
    ["what is not there", failure(404, "not_found")],
    ["another conflict", failure(409, "price_differs")],
    ["a key that was used for another request", failure(409, "idempotency_key_reused")],
    ["a good answer that is not Florin's", failure(200)],
  ])("%s is not", (_, one) => {
    expect(waitBeforeNext(1, one, 0)).toBeNull();
  });
});

describe("the wait", () => {
  test("doubles up to eight seconds, half of it by chance", () => {
    const ends = (attempt: number) => [0, 1].map((random) => waitBeforeNext(attempt, failure(500), random));
    expect([1, 2, 3, 4, 5, 6].map(ends)).toEqual([
      [250, 500],
      [500, 1_000],
      [1_000, 2_000],
      [2_000, 4_000],
      [4_000, 8_000],
      [4_000, 8_000],
    ]);
  });

  test("is never shorter than the server asked for, and is not begun where that is more than a minute", () => {
    expect(waitBeforeNext(1, failure(429, "rate_limited", 3), 0)).toBe(3_000);
    expect(waitBeforeNext(1, failure(503, null, 60), 1)).toBe(60_000);
    expect(waitBeforeNext(1, failure(503, null, 61), 1)).toBeNull();
  });
});

test("Retry-After is seconds or a date", () => {
  const now = Date.parse("2026-11-21T09:30:00.500Z");
  expect(readRetryAfter("7", now)).toBe(7);
  expect(readRetryAfter(" 0 ", now)).toBe(0);
  expect(readRetryAfter("Sat, 21 Nov 2026 09:30:10 GMT", now)).toBe(10);
  expect(readRetryAfter("Sat, 21 Nov 2026 09:29:10 GMT", now)).toBe(0);
  expect([null, "", "soon", "-5", "1.5x"].map((header) => readRetryAfter(header, now))).toEqual([null, null, null, 0, null]);
});
