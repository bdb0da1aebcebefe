import { expect, test } from "vitest";
import { ID_PREFIXES, isId, newId, randomBase62 } from "./ids";

test("an id is its prefix and 24 base62 characters, and is recognised as such", () => {
  for (const kind of Object.keys(ID_PREFIXES) as (keyof typeof ID_PREFIXES)[]) {
    const id = newId(kind);
    expect(id).toMatch(new RegExp(`^${ID_PREFIXES[kind]}_[0-9A-Za-z]{24}$`));
    expect(isId(kind, id)).toBe(true);
  }
});

test.each([
  "",
  "cs_",
  "cs_short",
  `cs_${"a".repeat(25)}`,
  `pl_${"a".repeat(24)}`,
  `cs_${"a".repeat(23)}\u0000`,
  `cs_${"a".repeat(23)}-`,
])("%j is no session id", (text) => {
  expect(isId("session", text)).toBe(false);
});

test("no character is likelier than another: bytes that would lean are thrown away", () => {
  const leaning = [255, 254, 248, 0, 61, 62, 247];
  expect(randomBase62(4, (size) => Uint8Array.from({ length: size }, (_, i) => leaning[i % leaning.length] ?? 0))).toBe("0z0z");
});
