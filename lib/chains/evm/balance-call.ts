const WORD_CHARS = 64;
const AGGREGATE3 = "82ad56cb";
const GET_ETH_BALANCE = "4d2301cc";
/** Target, allowFailure, place of the bytes, their length, and 36 bytes in two words. */
const CALL_BYTES = 6 * 32;
/** Success, place of the bytes, their length, and one word. */
const RESULT_BYTES = 4 * 32;
const NO = word(0);
const YES = word(1);

/**
 * `aggregate3` of Multicall3 with `getEthBalance` of each address, none allowed to fail. Written out by the ABI's own
 * rules (Solidity's contract ABI specification, "Formal Specification of the Encoding"): every call has the same shape,
 * and a general encoder takes many times as long over it.
 *
 * @param multicall3 with 0x, lower case, as are the addresses
 */
export function encodeBalanceCall(multicall3: string, addresses: readonly string[]): `0x${string}` {
  const places = addresses.map((_, at) => word(addresses.length * 32 + at * CALL_BYTES));
  const shared = `${padded(multicall3)}${NO}${word(0x60)}${word(36)}${GET_ETH_BALANCE}`;
  const calls = addresses.map((address) => `${shared}${padded(address)}${"0".repeat(WORD_CHARS - GET_ETH_BALANCE.length)}`);
  return `0x${AGGREGATE3}${word(0x20)}${word(addresses.length)}${places.join("")}${calls.join("")}`;
}

/**
 * What that call returns, in its order.
 *
 * @returns null for anything else than exactly so many successful words
 */
export function decodeBalances(answer: string, count: number): bigint[] | null {
  const expected = `0x${word(0x20)}${word(count)}${Array.from({ length: count }, (_, at) => word(count * 32 + at * RESULT_BYTES)).join("")}`;
  const length = expected.length + (count * RESULT_BYTES * WORD_CHARS) / 32;
  if (answer.length !== length || !/^0x[0-9a-f]*$/i.test(answer)) return null;
  if (answer.slice(0, expected.length).toLowerCase() !== expected) return null;
  const frame = `${YES}${word(0x40)}${word(0x20)}`;
  const balances: bigint[] = [];
  for (let at = expected.length; at < length; at += frame.length + WORD_CHARS) {
    if (answer.slice(at, at + frame.length) !== frame) return null;
    balances.push(BigInt(`0x${answer.slice(at + frame.length, at + frame.length + WORD_CHARS)}`));
  }
  return balances;
}

function word(value: number): string {
  return value.toString(16).padStart(WORD_CHARS, "0");
}

function padded(address: string): string {
  return address.slice(2).padStart(WORD_CHARS, "0");
}
