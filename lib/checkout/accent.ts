/**
 * A merchant's colour made fit to read (design.md). Colours are `#rrggbb`, contrast is WCAG 2.2's, and lightness moves in
 * OKLCH so that the hue stays: `oklab` after B. Ottosson, matrices as in CSS Color 4, 10.
 */

/** Both themes' surfaces a link can stand on, as public/tokens.css has them. */
export const SURFACES = {
  light: ["#fbfaf7", "#ffffff"],
  dark: ["#110f0d", "#1a1815"],
} as const;

/** WCAG 1.4.3 for text. */
export const TEXT_CONTRAST = 4.5;
/** A button's body need not be read, but must be seen to be there. */
export const BODY_CONTRAST = 1.3;

export type AccentTheme = {
  /** The body of the one primary act. */
  readonly body: string;
  /** Text on it: black or white. */
  readonly onBody: "#000000" | "#ffffff";
  /** Links and the focus ring, on every surface of the theme. */
  readonly link: string;
};

const COLOUR = /^#[0-9a-f]{6}$/;
const HEX_PAIR = /[0-9a-f]{2}/g;

export function isColour(text: string): boolean {
  return COLOUR.test(text);
}

/** @param colour `#rrggbb` */
export function accentTheme(colour: string, theme: keyof typeof SURFACES): AccentTheme {
  const surfaces = SURFACES[theme];
  const body = reach(colour, surfaces, BODY_CONTRAST);
  return { body, onBody: readableOn(body), link: reach(colour, surfaces, TEXT_CONTRAST) };
}

/** One of the two always has at least 4.5 (the worst grey gives both 4.58). */
export function readableOn(colour: string): "#000000" | "#ffffff" {
  return contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000";
}

/** WCAG 2.2: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colour itself where it has the contrast to each surface; else the nearest lightness of its hue that has. */
function reach(colour: string, surfaces: readonly string[], least: number): string {
  const has = (one: string) => surfaces.every((surface) => contrast(one, surface) >= least);
  if (has(colour)) return colour;
  const [lightness, a, b] = toOklab(colour);
  const end = luminance(surfaces[0] ?? "#ffffff") > 0.5 ? 0 : 1;
  let near = 0;
  let far = 1;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (near + far) / 2;
    if (has(fromOklab(lightness + (end - lightness) * middle, a, b))) far = middle;
    else near = middle;
  }
  return fromOklab(lightness + (end - lightness) * far, a, b);
}

/** Finer than eight bits a channel. */
const STEPS = 16;

function channels(colour: string): number[] {
  return (colour.slice(1).match(HEX_PAIR) ?? []).map((pair) => Number.parseInt(pair, 16) / 255);
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function toGamma(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map(toLinear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Lightness 0 to 1, and the two axes whose angle is the hue. */
export function toOklab(colour: string): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = channels(colour).map(toLinear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** With the most chroma that the screen can show at that lightness and hue (CSS Color 4, 13.2). */
function fromOklab(lightness: number, a: number, b: number): string {
  let inside = 0;
  let outside = 1;
  if (isShowable(linearOf(lightness, a, b))) return toHex(linearOf(lightness, a, b));
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (inside + outside) / 2;
    if (isShowable(linearOf(lightness, a * middle, b * middle))) inside = middle;
    else outside = middle;
  }
  return toHex(linearOf(lightness, a * inside, b * inside));
}

function linearOf(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Half of a step of eight bits: what rounding forgives. */
const FORGIVEN = 1 / 4_096;

function isShowable(linear: readonly number[]): boolean {
  return linear.every((channel) => channel >= -FORGIVEN && channel <= 1 + FORGIVEN);
}

function toHex(linear: readonly number[]): string {
  const pairs = linear.map((channel) => {
    const value = Math.round(toGamma(Math.min(1, Math.max(0, channel))) * 255);
    return value.toString(16).padStart(2, "0");
  });
  return `#${pairs.join("")}`;
}
