import type { PictureType } from "../checkout/picture";

export type PictureSize = { readonly type: PictureType; readonly width: number; readonly height: number };

/**
 * What a picture is and how large, by its own first bytes, never by what its host calls it; null for whatever is no PNG,
 * JPEG or WebP: a page, a script, an SVG.
 */
export function pictureSize(bytes: Buffer): PictureSize | null {
  return pngSize(bytes) ?? jpegSize(bytes) ?? webpSize(bytes);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** ISO/IEC 15948, 5.2 and 11.2.1: the header is the first chunk. */
function pngSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(PNG) || ascii(bytes, 12, 4) !== "IHDR") return null;
  return sized("image/png", bytes.readUInt32BE(16), bytes.readUInt32BE(20));
}

/** ITU-T T.81, B.1 and B.2.2: the frame header is the first marker from C0 to CF but C4, C8 and CC. */
function jpegSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return sized("image/jpeg", bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** RFC 9649, 2.4 to 2.7: lossy, lossless or extended. */
function webpSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP") return null;
  switch (ascii(bytes, 12, 4)) {
    case "VP8 ":
      return sized("image/webp", bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
    case "VP8L": {
      const packed = bytes.readUInt32LE(21);
      return sized("image/webp", (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
    }
    case "VP8X":
      return sized("image/webp", bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    default:
      return null;
  }
}

function ascii(bytes: Buffer, from: number, length: number): string {
  return bytes.toString("latin1", from, from + length);
}

function sized(type: PictureType, width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { type, width, height } : null;
}
