import { expect, it } from "vitest";
import { english } from "./testing/spoken";
import { clock, timeLeftWords, usualWords } from "./time-words";

it.each([
  [2_592_000, "30 days"],
  [97_200, "1 day 3 hours"],
  [7_260, "2 hours 1 minute"],
  [3_600, "1 hour"],
  [1_799, "29 minutes"],
  [121, "2 minutes"],
  [120, "2 minutes"],
  [100, "1 minute 40 seconds"],
  [60, "1 minute"],
  [1, "1 second"],
  [0.4, "0 seconds"],
  [-5, "0 seconds"],
])("%d seconds are told as %s", (seconds, words) => {
  expect(timeLeftWords(seconds, english)).toBe(words);
});

it.each([
  [872, "14:32"],
  [59.9, "0:59"],
  [3_849, "1:04:09"],
  [-1, "0:00"],
  [90_000, "1 day 1 hour"],
])("%d seconds stand as %s on a clock", (seconds, face) => {
  expect(clock(seconds, english)).toBe(face);
});

it.each([
  [0, "1 second"],
  [6_000, "6 seconds"],
  [36_000, "40 seconds"],
  [90_000, "2 minutes"],
  [144_000, "3 minutes"],
])("usually %d ms is said as %s", (ms, words) => {
  expect(usualWords(ms, english)).toBe(words);
});
