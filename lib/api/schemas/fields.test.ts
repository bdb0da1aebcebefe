import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { InexactNumber } from "../parse-json";
import { currency, decimalAmount, email, metadata, page, returnUrl, text, whole } from "./fields";

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe("a text", () => {
  const short = text({ max: 5 });

  test("counts characters as people do, up to its limit", () => {
    expect(["a", "12345", "😀😀😀😀😀", "e\u0301".repeat(5)].every((value) => takes(short, value))).toBe(true);
    expect(["", "123456", "😀😀😀😀😀😀", 5, null, undefined, {}, ["a"]].some((value) => takes(short, value))).toBe(false);
  });

  test("holds no controls, no half characters, no signs that turn the direction", () => {
    for (const sign of ["\u0000", "\n", "\t", "\u007f", "\u009b", "\ud800", "\udfff", "\u202e", "\u2066", "\u2069"]) {
      expect(takes(short, `a${sign}`)).toBe(false);
    }
  });

  test("is kept in normal form", () => {
    expect(short.parse("e\u0301")).toBe("é");
  });
});

describe("metadata", () => {
  test("keeps scalars as they were given", () => {
    const given = { order: "42", vip: true, n: 5, share: 0.5, "key with space": "ok" };
    expect(metadata.parse(given)).toEqual(given);
    expect(metadata.parse({ big: new InexactNumber("9007199254740993"), price: new InexactNumber("1.10") })).toEqual({
      big: "9007199254740993",
      price: "1.10",
    });
  });

  test.each([
    [null, []],
    [[], []],
    ["text", []],
    [new InexactNumber("1.10"), []],
    [{ a: null }, ["a"]],
    [{ a: { b: 1 } }, ["a"]],
    [{ a: [1] }, ["a"]],
    [{ a: "\u0000" }, ["a"]],
    [{ a: "x".repeat(501) }, ["a"]],
    [{ "a[0]": "x" }, ["a[0]"]],
    [{ "": "x" }, [""]],
    [{ ["k".repeat(41)]: "x" }, ["k".repeat(41)]],
    [{ "e\u0301": 1, é: 2 }, ["é"]],
    [Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, n])), []],
    [Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`k${n}`, "x".repeat(500)])), []],
  ])("refuses %j", (given, path) => {
    const parsed = metadata.safeParse(given);
    expect(parsed.error?.issues[0]?.path).toEqual(path);
  });
});

describe("a return URL", () => {
  const test_ = returnUrl({ livemode: false });
  const live = returnUrl({ livemode: true });

  test("is stored as the parser writes it", () => {
    expect(live.parse("https://Shop.example/ok?a=1#b")).toBe("https://shop.example/ok?a=1#b");
    expect(live.parse("https://bücher.example/")).toBe("https://xn--bcher-kva.example/");
  });

  test("is https; in test mode also http on this machine", () => {
    expect([test_, live].map((schema) => takes(schema, "http://localhost:8080/done"))).toEqual([true, false]);
    expect(takes(test_, "http://shop.example/")).toBe(false);
  });

  test.each([
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example",
    "/relative",
    "https:\\\\evil.example",
    "https://good.example@evil.example",
    "https://user:pass@evil.example/",
    "https://",
    "https://exa mple.com",
    `https://example.com/${"a".repeat(2_048)}`,
    "",
    5,
    {},
  ])("refuses %s", (given) => {
    expect([takes(test_, given), takes(live, given)]).toEqual([false, false]);
  });
});

describe("numbers", () => {
  test.each(["0.01", "50", "50.00", "999999999999.99", "1.2345"])("%s is an amount", (given) => {
    expect(takes(decimalAmount, given)).toBe(true);
  });

  test.each([
    "0",
    "0.00",
    "-1",
    "+1",
    "1e3",
    "1,5",
    "01",
    ".5",
    "5.",
    " 5",
    "5 ",
    "0x10",
    "NaN",
    "Infinity",
    "1.23456",
    "1000000000000",
    "٥",
    "1_000",
    "",
    `${"9".repeat(100)}`,
    5,
    5.5,
    null,
    {},
    [],
  ])("%j is not", (given) => {
    expect(takes(decimalAmount, given)).toBe(false);
  });

  test("a whole number is one of JSON, within its ends", () => {
    const few = whole({ min: 1, max: 10 });
    expect([1, 10].every((value) => takes(few, value))).toBe(true);
    expect(
      [0, 11, 1.5, "5", Number.NaN, Number.POSITIVE_INFINITY, null, true, new InexactNumber("5.0")].some((value) =>
        takes(few, value),
      ),
    ).toBe(false);
  });

  test("a list's limit is 25, or 1 to 100", () => {
    expect(page.limit.parse(undefined)).toBe(25);
    fc.assert(fc.property(fc.integer({ min: -50, max: 1_100 }), (n) => takes(page.limit, String(n)) === (n >= 1 && n <= 100)));
    expect(["", "1.5", "1e1", " 5", "abc", "9999", "\u0000"].some((value) => takes(page.limit, value))).toBe(false);
  });
});

test("a currency is three capitals, an e-mail address has one @ and no brackets", () => {
  expect(["USD", "EUR"].every((value) => takes(currency, value))).toBe(true);
  expect(["usd", "US", "USDT", "U$D", "", 5].some((value) => takes(currency, value))).toBe(false);
  expect(["a@b.example", "ü@bücher.example"].every((value) => takes(email, value))).toBe(true);
  expect(
    ["a", "a@", "@b", "a@b@c", "a b@c", "a@b\nc", "<a@b>", `${"a".repeat(250)}@b.example`, 5].some((value) =>
      takes(email, value),
    ),
  ).toBe(false);
});
