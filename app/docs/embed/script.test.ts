import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const MOST_BYTES = 5_000;

test.each(["florin.js", "florin-frame.js"])("%s weighs less than 5 KB, compressed by gzip", (file) => {
  expect(gzipSync(readFileSync(`public/${file}`)).length).toBeLessThan(MOST_BYTES);
});
