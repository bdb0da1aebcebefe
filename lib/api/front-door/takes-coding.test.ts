import { expect, test } from "vitest";
import { takesCoding } from "./takes-coding";

test.each([
  ["br", "gzip, deflate, br", true],
  ["br", "BR;q=0.1", true],
  ["br", "gzip;q=1, br ; q=1.0", true],
  ["br", "gzip", false],
  ["br", "br;q=0", false],
  ["br", "br; q=0.000", false],
  ["br", "x-br", false],
  ["br", "brotli", false],
  ["br", "", false],
  ["gzip", "x-gzip", true],
  ["gzip", "br, gzip;q=0.5", true],
  ["gzip", "gzip;q=0.00, br", false],
  ["gzip", "gzip;q=what", false],
] as const)("%s of a caller that takes %j: %s", (coding, accepted, expected) => {
  expect(takesCoding(coding, accepted)).toBe(expected);
});
