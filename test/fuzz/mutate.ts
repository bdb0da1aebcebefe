import { HOSTILE_NUMBERS, HOSTILE_TEXTS, WRONG_TYPES } from "../hostile";
import type { Random } from "../simulation/random";
import { HOSTILE_URLS } from "./hostile-urls";
import { Raw } from "./raw-json";

type Fields = Record<string, unknown>;

/** Some JSON that one may not expect there. */
export function hostileJson(random: Random): string {
  const kind = random.int(1, 10);
  if (kind <= 4) return JSON.stringify(random.pick(HOSTILE_TEXTS));
  if (kind <= 6) return random.pick(HOSTILE_NUMBERS);
  if (kind <= 8) return JSON.stringify(random.pick(HOSTILE_URLS));
  return random.pick(WRONG_TYPES);
}

/** The body with one thing wrong with it. `names` are the fields that its schema has. */
export function mutate(body: Fields, names: readonly string[], random: Random): unknown {
  const how = random.int(1, 20);
  const place = random.pick(placesOf(body, names));
  if (how <= 15) return changed(body, place, new Raw(hostileJson(random)));
  if (how === 16) return changed(body, place, undefined);
  if (how === 17) return twice(body, random);
  const name = random.pick(["__proto__", "constructor", "extra", "", "a.b", "x".repeat(300), random.pick(HOSTILE_TEXTS)]);
  // Written by hand: an object of this realm cannot have a field `__proto__`.
  return withField(body, `${JSON.stringify(name)}:${hostileJson(random)}`);
}

/** Every place of the body that something stands at, and the fields that it could have. */
function placesOf(body: Fields, names: readonly string[]): string[][] {
  const inner = Object.entries(body).flatMap(([name, value]) =>
    typeof value === "object" && value !== null ? placesOf(value as Fields, []).map((rest) => [name, ...rest]) : [],
  );
  const own = [...new Set([...Object.keys(body), ...names])].map((name) => [name]);
  const all = [...own, ...inner];
  return all.length > 0 ? all : [["extra"]];
}

function changed(body: unknown, [name = "", ...rest]: readonly string[], value: Raw | undefined): unknown {
  const copy: Fields | unknown[] = Array.isArray(body) ? [...body] : { ...(body as Fields) };
  const fields = copy as Fields;
  if (rest.length > 0) fields[name] = changed(fields[name], rest, value);
  else if (value === undefined) delete fields[name];
  else fields[name] = value;
  return copy;
}

function twice(body: Fields, random: Random): unknown {
  const [name, value] = random.pick(Object.entries(body).length > 0 ? Object.entries(body) : [["a", 1]]);
  return withField({ [name]: value, ...body }, `${JSON.stringify(name)}:${JSON.stringify(value)}`);
}

function withField(body: Fields, field: string): Raw {
  const text = JSON.stringify(body);
  return new Raw(text === "{}" ? `{${field}}` : `${text.slice(0, -1)},${field}}`);
}
