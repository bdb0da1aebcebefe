/** A stream of random choices that a seed repeats (sfc32; Chris Doty-Humphrey, PractRand). */
export type Random = {
  /** 0 to below 1. */
  unit(): number;
  /** Whole numbers from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  bytes(size: number): Uint8Array;
};

export function randomOf(seed: number, stream: number): Random {
  let [a, b, c, d] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
  function next(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 15; round += 1) next();

  const unit = () => next() / 2 ** 32;
  const int = (min: number, max: number) => min + Math.floor(unit() * (max - min + 1));
  return {
    unit,
    int,
    chance: (probability) => unit() < probability,
    pick: (from) => from[int(0, from.length - 1)] as never,
    bytes: (size) => Uint8Array.from({ length: size }, () => next() & 255),
  };
}
