/**
 * QR codes by ISO/IEC 18004:2015: byte mode, error correction level M, versions 1 to 10, which hold up to 213 bytes: an
 * address, a payment URI, the address of a page.
 */
export type QrCode = {
  /** Modules on a side, without the quiet zone. */
  readonly size: number;
  /** An SVG path to be stroked one unit wide: over the dark modules, one unit each, from the corner of the first. */
  readonly path: string;
};

/** With the server's word for what is in it. */
export type SignedCode = QrCode & {
  readonly text: string;
  /** Ed25519 over `codeStatement`, base64url. */
  readonly proof: string;
};

/** Table 9, level M: error correction codewords in a block, and blocks, by version. */
const EC_CODEWORDS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
/** Table 1: codewords of data and error correction together. */
const CODEWORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
const BYTE_MODE = 0b0100;
const PADS = [0xec, 0x11];
const LEVEL_M = 0b00;
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => ((x / 3) | 0) % 2 === ((y / 2) | 0) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

type Grid = { readonly size: number; readonly dark: boolean[][]; readonly fixed: boolean[][] };

/** @throws {RangeError} for a text of more than 213 bytes */
export function qrCode(text: string): QrCode {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  const grid = emptyGrid(version);
  placeBits(grid, interleaved(dataCodewords(bytes, version), version));
  const masked = MASKS.map((_, mask) => withMask(grid, mask));
  const penalties = masked.map(penalty);
  return { size: grid.size, path: pathOf(at(masked, penalties.indexOf(Math.min(...penalties)))) };
}

function at<Value>(list: readonly Value[], place: number): Value {
  const value = list[place];
  if (value === undefined) throw new RangeError(`no entry ${place}`);
  return value;
}

function dataLength(version: number): number {
  return at(CODEWORDS, version - 1) - at(EC_CODEWORDS, version - 1) * at(BLOCKS, version - 1);
}

/** 4 bits of mode and 8 bits of count (16 from version 10 on) come before the bytes. */
function versionFor(length: number): number {
  for (let version = 1; version <= 10; version += 1) {
    if (length + (version < 10 ? 2 : 3) <= dataLength(version)) return version;
  }
  throw new RangeError("too long for a code");
}

function dataCodewords(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(BYTE_MODE, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, 4);
  const codewords: number[] = [];
  for (let start = 0; start < bits.length; start += 8) {
    codewords.push(bits.slice(start, start + 8).reduce((sum, bit, place) => sum | (bit << (7 - place)), 0));
  }
  for (let pad = 0; codewords.length < dataLength(version); pad += 1) codewords.push(at(PADS, pad % 2));
  return codewords;
}

/** Blocks side by side, each with its Reed-Solomon remainder; the longer ones stand last. */
function interleaved(data: readonly number[], version: number): number[] {
  const count = at(BLOCKS, version - 1);
  const short = Math.floor(data.length / count);
  const longFrom = count - (data.length % count);
  const generator = generatorOf(at(EC_CODEWORDS, version - 1));
  let start = 0;
  const blocks = Array.from({ length: count }, (_, block) => {
    const own = data.slice(start, start + short + (block < longFrom ? 0 : 1));
    start += own.length;
    return { own, check: remainderOf(own, generator) };
  });
  const columns = (parts: readonly (readonly number[])[]) =>
    Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, column) =>
      parts.flatMap((part) => part[column] ?? []),
    ).flat();
  return [...columns(blocks.map(({ own }) => own)), ...columns(blocks.map(({ check }) => check))];
}

/** In the field of 256 elements modulo x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((other >> bit) & 1) * one);
  return product;
}

function generatorOf(degree: number): number[] {
  const factors = new Array<number>(degree).fill(0);
  factors[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let place = 0; place < degree; place += 1) {
      factors[place] = multiply(at(factors, place), root) ^ (factors[place + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  return factors;
}

function remainderOf(data: readonly number[], generator: readonly number[]): number[] {
  const rest = generator.map(() => 0);
  for (const codeword of data) {
    const factor = codeword ^ (rest.shift() ?? 0);
    rest.push(0);
    generator.forEach((part, place) => {
      rest[place] = at(rest, place) ^ multiply(part, factor);
    });
  }
  return rest;
}

function emptyGrid(version: number): Grid {
  const size = version * 4 + 17;
  const rows = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const grid: Grid = { size, dark: rows(), fixed: rows() };
  for (let place = 0; place < size; place += 1) {
    set(grid, 6, place, place % 2 === 0);
    set(grid, place, 6, place % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(grid, x, y, 4, (ring) => ring !== 2 && ring !== 4);
  }
  const centres = alignmentCentres(version);
  const [first, last] = [centres[0], centres.at(-1)];
  for (const x of centres) {
    for (const y of centres) {
      const isFinder = (x === first && y === first) || (x === first && y === last) || (x === last && y === first);
      if (!isFinder) square(grid, x, y, 2, (ring) => ring !== 1);
    }
  }
  writeFormat(grid, 0);
  if (version >= 7) writeVersion(grid, version);
  return grid;
}

function set({ dark, fixed, size }: Grid, x: number, y: number, isDark: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return;
  at(dark, y)[x] = isDark;
  at(fixed, y)[x] = true;
}

function square(grid: Grid, x: number, y: number, reach: number, isDark: (ring: number) => boolean): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) set(grid, x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  }
}

/** Table E.1, for versions up to 10. */
function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const last = version * 4 + 10;
  return version < 7 ? [6, last] : [6, (6 + last) / 2, last];
}

/** 15 bits: level and mask, the remainder of BCH (15, 5), and the fixed pattern over both. */
function writeFormat(grid: Grid, mask: number): void {
  const data = (LEVEL_M << 3) | mask;
  let rest = data;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  const { size } = grid;
  for (let bit = 0; bit < 15; bit += 1) {
    const isDark = ((bits >> bit) & 1) === 1;
    // Beside the upper left finder, past the timing lines.
    if (bit < 8) set(grid, 8, bit < 6 ? bit : bit + 1, isDark);
    else set(grid, bit === 8 ? 7 : 14 - bit, 8, isDark);
    if (bit < 8) set(grid, size - 1 - bit, 8, isDark);
    else set(grid, 8, size - 15 + bit, isDark);
  }
  set(grid, 8, size - 8, true);
}

/** 18 bits: the version and the remainder of BCH (18, 6). */
function writeVersion(grid: Grid, version: number): void {
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let bit = 0; bit < 18; bit += 1) {
    const isDark = ((bits >> bit) & 1) === 1;
    const [far, near] = [grid.size - 11 + (bit % 3), Math.floor(bit / 3)];
    set(grid, far, near, isDark);
    set(grid, near, far, isDark);
  }
}

/** Two columns at a time from the right, up and down in turn, around the upright timing line. */
function placeBits({ size, dark, fixed }: Grid, codewords: readonly number[]): void {
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (at(fixed, y)[x]) continue;
        at(dark, y)[x] = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        bit += 1;
      }
    }
  }
}

function withMask({ size, dark, fixed }: Grid, mask: number): boolean[][] {
  const turns = at(MASKS, mask);
  const copy: Grid = {
    size,
    fixed: fixed.map((row) => [...row]),
    dark: dark.map((row, y) => row.map((isDark, x) => isDark !== (!at(fixed, y)[x] && turns(x, y)))),
  };
  writeFormat(copy, mask);
  return copy.dark;
}

/** Twelve modules: the middle of a finder, with light on one side. */
const FINDER_LIKE = [0b000010111010, 0b010111010000];
const WINDOW = 0b111111111111;
const QUIET_MODULES = 4;

/** Section 7.8.3: how hard a masked symbol is to read; the least is taken. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  let sum = 0;
  let count = 0;
  for (let y = 0; y < size; y += 1) {
    const row = at(dark, y);
    const above = dark[y - 1];
    sum += linePenalty(row) + linePenalty(dark.map((other) => at(other, y)));
    for (let x = 0; x < size; x += 1) {
      const own = row[x];
      if (own) count += 1;
      if (above && x > 0 && row[x - 1] === own && above[x] === own && above[x - 1] === own) sum += 3;
    }
  }
  const beyond = Math.ceil(Math.abs(count * 20 - size * size * 10) / (size * size)) - 1;
  return sum + 10 * Math.max(0, beyond);
}

/** Long runs, and what looks like a finder, also with the quiet zone for its light side. */
function linePenalty(line: readonly boolean[]): number {
  let sum = 0;
  let run = 0;
  let window = 0;
  for (let place = 0; place < line.length + QUIET_MODULES; place += 1) {
    const own = line[place] ?? false;
    window = ((window << 1) | (own ? 1 : 0)) & WINDOW;
    if (FINDER_LIKE.includes(window)) sum += 40;
    if (place >= line.length) continue;
    run = own === line[place - 1] ? run + 1 : 1;
    if (run >= 5) sum += run === 5 ? 3 : 1;
  }
  return sum;
}

/** One stroke, a module wide, along the middle of each row: from dark to dark, by how far it is. */
function pathOf(dark: readonly (readonly boolean[])[]): string {
  return dark
    .map((row, y) => {
      let pen = -1;
      let path = "";
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x] || row[x - 1]) continue;
        const light = row.indexOf(false, x);
        const end = light === -1 ? row.length : light;
        path += `${pen === -1 ? `M${x} ${y}.5` : `m${x - pen} 0`}h${end - x}`;
        pen = end;
      }
      return path;
    })
    .join("");
}
