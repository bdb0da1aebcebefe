import { expect, it } from "vitest";
import { accentStyle, accentTokens } from "./accent-style";

it("replaces the four tokens of the accent, for both themes", () => {
  const tokens = accentTokens("#ffdd00");
  expect(Object.keys(tokens)).toEqual(["--florin", "--on-florin", "--ring", "--link"]);
  for (const value of Object.values(tokens)) expect(value).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/);
  expect(tokens["--on-florin"]).toBe("light-dark(#000000, #000000)");
  expect(tokens["--link"]).toMatch(/, #ffdd00\)$/);
});

it.each([null, "", "red", "#FFF", "#ffdd00;background:url(//evil.example)", "expression(alert(1))"])(
  "replaces nothing for %j",
  (given) => expect(accentStyle(given)).toBe(""),
);
