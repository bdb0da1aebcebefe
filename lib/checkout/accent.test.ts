import fc from "fast-check";
import { expect, it } from "vitest";
import { accentTheme, BODY_CONTRAST, contrast, isColour, readableOn, SURFACES, TEXT_CONTRAST, toOklab } from "./accent";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const theme = fc.constantFrom("light" as const, "dark" as const);
const always = (check: (given: string, theme: "light" | "dark") => void) =>
  fc.assert(fc.property(colour, theme, check), { numRuns: 3_000 });

it("knows WCAG's own figures", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrast("#949494", "#ffffff")).toBeCloseTo(3.03, 2);
});

it("links can be read on every surface of both themes, whatever colour a shop has", () => {
  always((given, name) => {
    const { link } = accentTheme(given, name);
    for (const surface of SURFACES[name]) expect(contrast(link, surface)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  });
});

it("text on a button is black or white and can be read", () => {
  always((given, name) => {
    const { body, onBody } = accentTheme(given, name);
    expect(["#000000", "#ffffff"]).toContain(onBody);
    expect(contrast(body, onBody)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    expect(contrast(body, onBody)).toBe(Math.max(contrast(body, "#000000"), contrast(body, "#ffffff")));
  });
});

it("a button can be told from what it stands on", () => {
  always((given, name) => {
    const { body } = accentTheme(given, name);
    for (const surface of SURFACES[name]) expect(contrast(body, surface)).toBeGreaterThanOrEqual(BODY_CONTRAST);
  });
});

it("a colour that passes stays as the shop gave it", () => {
  always((given, name) => {
    const passes = SURFACES[name].every((surface) => contrast(given, surface) >= TEXT_CONTRAST);
    if (passes) expect(accentTheme(given, name)).toMatchObject({ body: given, link: given });
  });
});

it("is moved in lightness and keeps its hue, as far as eight bits can tell one", () => {
  always((given, name) => {
    const [before, after] = [toOklab(given), toOklab(accentTheme(given, name).link)];
    const chroma = (lab: readonly [number, number, number]) => Math.hypot(lab[1], lab[2]);
    if (chroma(before) < 0.04 || chroma(after) < 0.04) return;
    const turn = Math.atan2(before[1] * after[2] - before[2] * after[1], before[1] * after[1] + before[2] * after[2]);
    expect(Math.abs(turn)).toBeLessThan(0.15);
    expect(name === "light" ? after[0] : -after[0]).toBeLessThanOrEqual((name === "light" ? before[0] : -before[0]) + 1e-9);
  });
});

it("moves no farther than it must", () => {
  always((given, name) => {
    const { link } = accentTheme(given, name);
    if (link === given) return;
    const least = Math.min(...SURFACES[name].map((surface) => contrast(link, surface)));
    expect(least).toBeLessThan(TEXT_CONTRAST + 0.25);
  });
});

it.each(["#FFF", "#ffffff ", "red", "#GGGGGG", "#12345", "#1234567", "url(x)", "#abc123;}"])("%j is no colour", (text) => {
  expect(isColour(text)).toBe(false);
});

it("says white on dark and black on light", () => {
  expect([readableOn("#111111"), readableOn("#ffee00")]).toEqual(["#ffffff", "#000000"]);
});
