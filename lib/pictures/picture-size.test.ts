import fc from "fast-check";
import { expect, it } from "vitest";
import { png } from "@/test/pictures";
import { pictureSize } from "./picture-size";

const jpeg = Buffer.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00],
  ...[0xff, 0xc4, 0x00, 0x03, 0x00],
  ...[0xff, 0xff, 0xc2, 0x00, 0x0b, 0x08, 0x01, 0x2c, 0x02, 0x58, 0x01, 0x01, 0x11, 0x00],
]);
const webp = (kind: string, body: number[]) =>
  Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), Buffer.from(kind), Buffer.alloc(4), Buffer.from(body), Buffer.alloc(20)]);

it.each([
  ["image/png", png(40, 30), 40, 30],
  ["image/jpeg", jpeg, 600, 300],
  ["image/webp", webp("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]), 320, 240],
  ["image/webp", webp("VP8L", [0x2f, 0x3f, 0xc1, 0x3b, 0x00]), 320, 240],
  ["image/webp", webp("VP8X", [0, 0, 0, 0, 0x3f, 0x01, 0x00, 0xef, 0x00, 0x00]), 320, 240],
])("reads the size of an %s by its own bytes", (type, bytes, width, height) => {
  expect(pictureSize(bytes)).toEqual({ type, width, height });
});

it.each([
  ["nothing", ""],
  ["a page", "<!doctype html><script>alert(1)</script>"],
  ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" width="9" height="9"/>'],
  ["an SVG with a mark of byte order", '\ufeff<?xml version="1.0"?><svg/>'],
  ["a GIF", "GIF89a\x01\x00\x01\x00\x00\x00\x00"],
  ["a program", "MZ\x90\x00"],
  ["a PNG's header without its name", `GIF89a\0\0\0\0\0\rIHDR\0\0\0\x09\0\0\0\x09${"\0".repeat(20)}`],
  ["the name of a PNG alone", "\x89PNG\r\n\x1a\n"],
])("takes %s for no picture", (_, text) => expect(pictureSize(Buffer.from(text, "utf8"))).toBeNull());

it("takes no picture of no size", () => expect(pictureSize(png(0, 10))).toBeNull());

it("fails on no bytes at all", () => {
  const starts = [Buffer.alloc(0), png(3, 3), jpeg, webp("VP8X", [])];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.nat({ max: 60 }), fc.uint8Array({ maxLength: 60 }), (start, cut, junk) => {
      const size = pictureSize(Buffer.concat([start.subarray(0, cut), junk]));
      expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
