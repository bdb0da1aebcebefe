import { hexToBytes, keccak256 } from "viem";
import { type Emitters, SWEPT_TOPIC, TRANSFER_TOPIC } from "./read-log";

/** The three bits, 0 to 2047, that an item sets in a header's logs bloom (Yellow Paper, section 4.3.1). */
export function bloomBits(item: `0x${string}`): readonly number[] {
  const hash = keccak256(hexToBytes(item), "bytes");
  return [0, 2, 4].map((at) => (((hash[at] as number) << 8) | (hash[at + 1] as number)) & 2047);
}

/** Asks a block's bloom whether a Transfer of one of these tokens, or a sweep of that factory, may be in it. */
export function logBloom({ tokens, factory }: Emitters): (bloom: string) => boolean {
  const transfer = bloomBits(TRANSFER_TOPIC);
  const wanted = tokens.map((token) => [...transfer, ...bloomBits(token)]);
  if (factory !== null) wanted.push([...bloomBits(SWEPT_TOPIC), ...bloomBits(factory)]);
  return (bloom) => wanted.some((bits) => bits.every((bit) => isSet(bloom, bit)));
}

/** Bit 0 is the lowest bit of the last byte. */
function isSet(bloom: string, bit: number): boolean {
  const digit = Number.parseInt(bloom[bloom.length - 1 - (bit >> 2)] as string, 16);
  return ((digit >> (bit & 3)) & 1) === 1;
}

/** Some nodes leave the bloom empty: of a block with transactions it then says nothing. */
export function isBlank(bloom: string): boolean {
  return /^0x0*$/.test(bloom);
}
