import { QRCodeSVG } from "qrcode.react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { qrCode } from "./qr-code";

const address = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
const TEXTS = [
  "a",
  address,
  `ethereum:${address}@8453?value=15068000000000000`,
  `ethereum:${address}@8453?value=${2n ** 256n - 1n}`,
  "Ü日本 ☕",
  ...[14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 213].map((length) =>
    "xK7~".repeat(54).slice(0, length),
  ),
];

/** Dark modules by row. */
type Runs = readonly { readonly x: number; readonly y: number; readonly width: number }[];

function modulesOf(runs: Runs, size: number): string {
  const rows = Array.from({ length: size }, () => new Array<string>(size).fill("."));
  for (const { x, y, width } of runs) {
    for (let dx = 0; dx < width; dx += 1) (rows[y] ?? [])[x + dx] = "#";
  }
  return rows.map((row) => row.join("")).join("\n");
}

/** From a path of rectangles that are one module high. */
function filled(path: string): Runs {
  return [...path.matchAll(/M(\d+)[ ,](\d+)\s*h(\d+)/g)].map(([, x, y, width]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));
}

/** From a path of strokes along the middles of rows. */
function stroked(path: string): Runs {
  expect(path).toMatch(/^(M\d+ \d+\.5h\d+(m\d+ 0h\d+)*)+$/);
  let [x, y] = [0, 0];
  return [...path.matchAll(/(?:M(\d+) (\d+)\.5|m(\d+) 0)h(\d+)/g)].map(([, left, row, gap, width]) => {
    if (row !== undefined) [x, y] = [Number(left), Number(row)];
    else x += Number(gap);
    const run = { x, y, width: Number(width) };
    x += run.width;
    return run;
  });
}

/** The same text by an encoder that is not ours. */
function judged(text: string): { path: string; size: number } {
  const html = renderToStaticMarkup(createElement(QRCodeSVG, { value: text, level: "M", boostLevel: false }));
  const [, size = ""] = /viewBox="0 0 (\d+)/.exec(html) ?? [];
  const [, path = ""] = /<path fill="#000000" d="([^"]*)"/.exec(html) ?? [];
  return { path, size: Number(size) };
}

describe("a QR code", () => {
  it.each(TEXTS)("of %j is what another encoder draws", (text) => {
    const judge = judged(text);
    const own = qrCode(text);
    expect(own.size).toBe(judge.size);
    expect(modulesOf(stroked(own.path), own.size)).toBe(modulesOf(filled(judge.path), judge.size));
  });

  it("refuses what does not fit", () => {
    expect(() => qrCode("x".repeat(214))).toThrow(RangeError);
  });
});
