/**
 * A merchant's address as it may become a link on a customer's page, or null: https (http on this machine), no user name,
 * and a host that is what it looks like. Asked when it is stored and again whenever it is shown: what an older version
 * let in, or a hand wrote into the database, is text at most.
 */
export function honestUrl(text: string | null): string | null {
  if (text === null || /[\s\\\p{Cc}\p{Cs}]/u.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isLocal = LOCAL_HOSTS.has(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) return null;
  if (url.username !== "" || url.password !== "") return null;
  return isHonestHost(url.hostname) ? url.href : null;
}

export const LOCAL_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Scripts of whose letters none passes for a Latin one. */
const APART =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}ー0-9-]+$/u;
/** Latin with marks, without the letters that lose their mark at a glance (ı ĸ ŀ ŉ ſ). */
const LATIN = /^[a-z0-9-ß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž]+$/u;
/** Scripts that hold whole words of Latin look: honest only where the ending says the same script. */
const LOOKALIKE = [/^[\p{Script=Cyrillic}0-9-]+$/u, /^[\p{Script=Greek}0-9-]+$/u];
const PREFIX = "xn--";

/**
 * No label passes for another one: no mix of scripts, no word of Cyrillic or Greek before a Latin ending (UTS 39, 5).
 *
 * @param hostname as the URL parser writes it: lower case, other letters than Latin in Punycode
 */
function isHonestHost(hostname: string): boolean {
  const labels = hostname
    .split(".")
    .map((label) => (label.startsWith(PREFIX) ? fromPunycode(label.slice(PREFIX.length)) : label));
  const ending = labels.at(-1) ?? "";
  return labels.every((label) => {
    if (label === null) return false;
    if (/^[\x21-\x7e]*$/.test(label) || LATIN.test(label) || APART.test(label)) return true;
    return LOOKALIKE.some((script) => script.test(label) && script.test(ending ?? ""));
  });
}

/** RFC 3492, 6.2; null for what encodes nothing. */
function fromPunycode(text: string): string | null {
  const end = text.lastIndexOf("-");
  const points = [...text.slice(0, Math.max(0, end))].map((sign) => sign.charCodeAt(0));
  let [point, place, bias, at] = [128, 0, 72, end + 1];
  while (at < text.length) {
    const before = place;
    for (let weight = 1, step = BASE; ; step += BASE) {
      const digit = digitOf(text.charCodeAt(at));
      at += 1;
      if (digit === null || place > MOST) return null;
      place += digit * weight;
      const threshold = Math.min(26, Math.max(1, step - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = points.length + 1;
    bias = adapted(place - before, count, before === 0);
    point += Math.floor(place / count);
    place %= count;
    if (point > 0x10ffff) return null;
    points.splice(place, 0, point);
    place += 1;
  }
  return String.fromCodePoint(...points);
}

const BASE = 36;
const MOST = 0x7fffffff;

function digitOf(code: number): number | null {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return code >= 0x61 && code <= 0x7a ? code - 0x61 : null;
}

function adapted(distance: number, count: number, isFirst: boolean): number {
  let delta = Math.floor(distance / (isFirst ? 700 : 2));
  delta += Math.floor(delta / count);
  let steps = 0;
  for (; delta > 455; steps += BASE) delta = Math.floor(delta / 35);
  return steps + Math.floor((36 * delta) / (delta + 38));
}
