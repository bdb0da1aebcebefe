import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { forgetConcluded, forgetOrphaned, insertOutflows } from "./native-outflows";

const CHAIN_ID = 31337;
const [OURS, OTHER] = [`0x${"11".repeat(20)}`, `0x${"22".repeat(20)}`] as const;

let own: TestDatabase;
beforeAll(async () => {
  own = await freshDatabase();
});
afterAll(() => own.drop());
beforeEach(async () => {
  const { sql } = own.database;
  await sql`truncate native_outflows, blocks cascade`;
  for (const number of [7, 8, 9]) {
    await sql`insert into blocks (chain_id, number, hash, parent_hash, time) values (${CHAIN_ID}, ${number}, ${`0xb${number}`}, '0x', now())`;
  }
});

const left = (number: number, amount: bigint, address: string = OURS) => ({
  address,
  blockHash: `0xb${number}`,
  blockNumber: number,
  amount,
});
const insert = (isLogged: boolean, ...outflows: ReturnType<typeof left>[]) =>
  insertOutflows(own.database.db, { chainId: CHAIN_ID, outflows, isLogged });

async function stored(): Promise<[string, number, number, boolean][]> {
  const rows = await own.database.sql`select * from native_outflows order by address, block_number, is_logged`;
  return rows.map((row) => [row.address, Number(row.block_number), Number(row.amount), row.is_logged]);
}

test("a log that is read again adds nothing, one with a sweep more is taken whole", async () => {
  expect(await insert(true, left(7, 5n))).toEqual([{ address: OURS, number: 7 }]);
  expect(await insert(true, left(7, 5n))).toEqual([]);
  expect(await insert(true, left(7, 8n))).toEqual([{ address: OURS, number: 7 }]);
  expect(await insert(true, left(7, 5n))).toEqual([]);
  expect(await stored()).toEqual([[OURS, 7, 8, true]]);
});

test("what balances say comes on top of what stands", async () => {
  await insert(true, left(7, 5n));
  await insert(false, left(7, 2n));
  await insert(false, left(7, 3n));
  expect(await stored()).toEqual([
    [OURS, 7, 5, false],
    [OURS, 7, 5, true],
  ]);
});

test("what only balances said is forgotten from a block on, of those addresses alone", async () => {
  await insert(true, left(8, 1n));
  await insert(false, left(7, 2n), left(8, 3n), left(9, 4n), left(9, 5n, OTHER));
  await forgetConcluded(own.database.db, { chainId: CHAIN_ID, places: [{ address: OURS, number: 8 }] });
  expect(await stored()).toEqual([
    [OURS, 7, 2, false],
    [OURS, 8, 1, true],
    [OTHER, 9, 5, false],
  ]);
});

test("what only balances said of blocks that are gone is forgotten", async () => {
  await insert(true, left(8, 1n));
  await insert(false, left(7, 2n), left(8, 3n), left(9, 5n, OTHER));
  await forgetOrphaned(own.database.db, { chainId: CHAIN_ID, hashes: ["0xb8", "0xb9"] });
  expect(await stored()).toEqual([
    [OURS, 7, 2, false],
    [OURS, 8, 1, true],
  ]);
});
