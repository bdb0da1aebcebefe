import { expect, test } from "vitest";
import { exactTime, spanWords, timeFromNow } from "./time-words";

test("a span is told in its largest whole unit", () => {
  expect(spanWords(999)).toBe("0 s");
  expect(spanWords(59_999)).toBe("59 s");
  expect(spanWords(60_000)).toBe("1 min");
  expect(spanWords(3_599_999)).toBe("59 min");
  expect(spanWords(86_399_999)).toBe("23 h");
  expect(spanWords(86_400_000)).toBe("1 day");
  expect(spanWords(30 * 86_400_000)).toBe("30 days");
});

test("a moment is told from now, either way", () => {
  const now = 1_800_000_000_000;
  expect(timeFromNow(now - 9_999, now)).toBe("just now");
  expect(timeFromNow(now - 180_000, now)).toBe("3 min ago");
  expect(timeFromNow(now + 7_200_000, now)).toBe("in 2 h");
});

test("the exact time names its zone", () => {
  expect(exactTime(Date.UTC(2026, 10, 21, 9, 5, 7), "UTC")).toBe("21 Nov 2026, 09:05:07 UTC");
});
