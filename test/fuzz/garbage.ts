import { gzipSync } from "node:zlib";
import type { Random } from "../simulation/random";
import { hostileJson } from "./mutate";

const GZIP_BOMB = new Uint8Array(gzipSync(Buffer.alloc(1_000_000)));

/** Bodies that have broken somebody's parser (S20), and what is no JSON at all. */
const SHAPES: readonly ((random: Random) => string | Uint8Array<ArrayBuffer>)[] = [
  (random) => Uint8Array.from(random.bytes(random.int(1, 400))),
  () => GZIP_BOMB,
  () => "[".repeat(200_000),
  () => "[".repeat(60_000),
  () => `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`,
  () => `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`).join(",")}}`,
  () => `{"metadata":{${Array.from({ length: 51 }, (_, n) => `"k${n}":1`).join(",")}}}`,
  () => `{"description":"${"x".repeat(70_000)}"}`,
  () => `"${"\\ud800".repeat(2_000)}"`,
  () => " ".repeat(65_000),
  () => '{"a":1}{"a":1}',
  () => '{"a":1,}',
  () => "{'a':1}",
  () => "/**/{}",
  () => "\ufeff{}",
  () => "NaN",
  () => "\u0000",
  (random) => hostileJson(random),
  (random) => `{"metadata":${hostileJson(random)}`,
  (random) => `[${hostileJson(random)},${hostileJson(random)}]`,
];

export function garbageBody(random: Random): string | Uint8Array<ArrayBuffer> {
  return random.pick(SHAPES)(random);
}

/** Raw queries, from the question mark on. */
const QUERIES = [
  "?limit=1&limit=2",
  "?limit=0",
  "?limit=101",
  "?limit=1e2",
  "?limit=%00",
  "?starting_after=%00",
  "?starting_after=%ff%fe",
  "?starting_after=%ED%A0%80",
  "?starting_after=cs_000000000000000000000000",
  "?starting_after=' or 1=1 --",
  "?__proto__=1",
  "?__proto__[x]=1",
  "?constructor=1",
  "?status[]=paid",
  "?status=PAID",
  "?createdAfter=9999999999999",
  "?createdAfter=0000-00-00",
  "?createdAfter=%2B275760-09-13",
  "?sequenceAfter=-1",
  "?sequenceAfter=1e9",
  "?sequenceAfter=999999999999999",
  "?unknown",
  "?=",
  "?&&&&",
  "?%",
  `?${"a".repeat(4_000)}=1`,
  `?${Array.from({ length: 300 }, (_, n) => `k${n}=${n}`).join("&")}`,
];

export const garbageQuery = (random: Random): string => random.pick(QUERIES);

/** Segments of a path in an id's place. */
const SEGMENTS = [
  "..",
  "%2e%2e",
  "%00",
  "null",
  "undefined",
  "0",
  "-1",
  "a b",
  "'",
  "ü",
  "cs_",
  "x".repeat(65),
  "CS_1",
  "*",
  "{id}",
];

export const garbageId = (random: Random): string => random.pick(SEGMENTS);
