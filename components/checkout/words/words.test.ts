import { expect, it } from "vitest";
import { en } from "./en";
import { fill, plural } from "./words";

it("fills in what a text names, once or more often, and leaves what nobody gave", () => {
  expect(fill("{a} and {b}, {a}", { a: "one", b: 2 })).toBe("one and 2, one");
  expect(fill("{a} {toString}", {})).toBe("{a} {toString}");
});

it("puts a value in as it stands, whatever signs it holds", () => {
  expect(fill("to {shop}!", { shop: "$& {shop} $1" })).toBe("to $& {shop} $1!");
});

it("tells a number of something in the plural of its language", () => {
  expect([plural("en", en.time.days, 1), plural("en", en.time.days, 2)]).toEqual(["1 day", "2 days"]);
  expect(plural("ar", { two: "dual", few: "{n} few", other: "{n}" }, 3)).toBe("3 few");
  expect(plural("ja", { other: "{n}日" }, 1)).toBe("1日");
});
