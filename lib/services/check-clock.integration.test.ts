import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { ClockError, checkClock } from "./check-clock";

let own: TestDatabase;
beforeAll(async () => {
  own = await freshDatabase();
});
afterAll(() => own?.drop());

/** This machine's clock, set wrong by that much. */
const clock = (offMs: number) => () => Date.now() + offMs;

test("a clock that agrees with the database's is accepted, and so is one four seconds off", async () => {
  await checkClock(own.database.sql, clock(0));
  await checkClock(own.database.sql, clock(4_000));
  await checkClock(own.database.sql, clock(-4_000));
});

test.each([6_000, -6_000, 3_600_000])("a clock %i ms off refuses the start and says by how much", async (offMs) => {
  const refusal = await checkClock(own.database.sql, clock(offMs)).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ClockError);
  expect((refusal as ClockError).message).toContain(`${Math.abs(offMs) / 1000} s apart`);
});
