import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressGroups, amountGroups } from "./grouping";

const ADDRESS = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

describe("an address for the eye", () => {
  it("has ten groups of four, the first with its 0x", () => {
    expect(addressGroups(ADDRESS)).toEqual("0xA0b8 6991 c621 8b36 c1d1 9D4a 2e9E b0cE 3606 eB48".split(" "));
  });

  it("is the address again when joined, whatever the text", () => {
    fc.assert(fc.property(fc.string(), (text) => addressGroups(text.replace(/\s/g, "")).join("") === text.replace(/\s/g, "")));
  });
});

describe("an amount for the eye", () => {
  it("is left alone while it is short", () => {
    expect(amountGroups("0.012")).toEqual(["0.012"]);
    expect(amountGroups("1500")).toEqual(["1500"]);
    expect(amountGroups("50")).toEqual(["50"]);
  });

  it("is cut in threes from the point outwards when it is long", () => {
    expect(amountGroups("1000000000.5")).toEqual(["1", "000", "000", "000.5"]);
    expect(amountGroups("0.012345678901234567")).toEqual(["0.012", "345", "678", "901", "234", "567"]);
  });

  it("is cut the same where a comma stands before the fraction", () => {
    expect(amountGroups("1000000000,0123456789", ",")).toEqual(["1", "000", "000", "000,012", "345", "678", "9"]);
  });

  it("is the amount again when joined", () => {
    const digits = fc.stringMatching(/^[0-9]{1,40}$/);
    fc.assert(
      fc.property(digits, fc.option(digits), (whole, fraction) => {
        const amount = fraction === null ? whole : `${whole}.${fraction}`;
        expect(amountGroups(amount).join("")).toBe(amount);
      }),
    );
  });
});
