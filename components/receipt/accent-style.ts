import { type AccentTheme, accentTheme, isColour } from "@/lib/checkout/accent";

/**
 * The tokens that a shop's colour replaces (public/tokens.css), as style declarations: `light-dark()` is resolved where a
 * token is used. What is stored and is no colour replaces nothing: no text of a merchant's becomes a style.
 */
export function accentTokens(colour: string | null): Readonly<Record<`--${string}`, string>> {
  if (colour === null || !isColour(colour)) return {};
  const [light, dark] = [accentTheme(colour, "light"), accentTheme(colour, "dark")];
  const both = (part: keyof AccentTheme) => `light-dark(${light[part]}, ${dark[part]})`;
  return { "--florin": both("body"), "--on-florin": both("onBody"), "--ring": both("link"), "--link": both("link") };
}

/** The same as the text of a style attribute. */
export function accentStyle(colour: string | null): string {
  return Object.entries(accentTokens(colour))
    .map(([name, value]) => `${name}:${value}`)
    .join(";");
}
