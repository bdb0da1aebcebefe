import type { ErrorCode } from "../error-codes";
import { type ApiError, invalid } from "../errors";

/** A field name of the caller's own making is not given back at any length. */
export const MAX_PARAM = 200;

/**
 * A JSON reader for bodies of strangers (RFC 8259, and stricter): `JSON.parse` keeps the last of two equal keys, sets
 * `__proto__`, rounds 9007199254740993 and takes any depth. Here each of these is an error that names the field.
 */
const MAX_DEPTH = 8;
const MAX_KEYS = 50;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * A number that a JavaScript number would not give back as it was written (`1.10`, `9007199254740993`). No schema for a
 * number takes it; metadata keeps its text.
 */
export class InexactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;

/** @throws {ApiError} 400 for anything that is not strict JSON within the limits */
export function parseJson(text: string): unknown {
  const path: string[] = [];
  let at = 0;

  const value = readValue(1);
  take(SPACE);
  if (at < text.length) throw notJson();
  return value;

  function readValue(depth: number): unknown {
    take(SPACE);
    const next = text[at];
    if (next === "{") return readObject(depth);
    if (next === "[") return readArray(depth);
    if (next === '"') return readString();
    return readNumberOrWord();
  }

  function readObject(depth: number): Record<string, unknown> {
    checkDepth(depth);
    const object: Record<string, unknown> = {};
    let count = 0;
    at += 1;
    if (isNext("}")) return object;
    do {
      take(SPACE);
      const key = text[at] === '"' ? readString() : null;
      if (key === null || !isNext(":")) throw notJson();
      path.push(key);
      if (FORBIDDEN_KEYS.has(key)) throw wrong("forbidden_field", "A field must not have this name.");
      if (Object.hasOwn(object, key)) throw wrong("duplicate_field", "This field stands twice in the body.");
      count += 1;
      if (count > MAX_KEYS) throw wrong("too_many_fields", `An object must not have more than ${MAX_KEYS} fields.`);
      object[key] = readValue(depth + 1);
      path.pop();
    } while (isNext(","));
    if (!isNext("}")) throw notJson();
    return object;
  }

  function readArray(depth: number): unknown[] {
    checkDepth(depth);
    const array: unknown[] = [];
    at += 1;
    if (isNext("]")) return array;
    do {
      path.push(String(array.length));
      array.push(readValue(depth + 1));
      path.pop();
    } while (isNext(","));
    if (!isNext("]")) throw notJson();
    return array;
  }

  function readString(): string {
    const token = take(STRING);
    if (token === null) throw notJson();
    return token.includes("\\") ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  function readNumberOrWord(): unknown {
    const token = take(NUMBER);
    if (token === null) {
      const word = take(WORD);
      if (word === null) throw notJson();
      return JSON.parse(word);
    }
    const number = Number(token);
    if (!Number.isFinite(number)) throw wrong("invalid_field", "This number is too large.");
    return String(number) === token ? number : new InexactNumber(token);
  }

  /** Skips spaces, then takes the mark if it stands there. */
  function isNext(mark: string): boolean {
    take(SPACE);
    if (text[at] !== mark) return false;
    at += 1;
    return true;
  }

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[0] ?? null;
    at += token?.length ?? 0;
    return token;
  }

  function checkDepth(depth: number): void {
    if (depth > MAX_DEPTH) throw wrong("too_deep", `The body must not be nested deeper than ${MAX_DEPTH} levels.`);
  }

  function wrong(code: ErrorCode, message: string): ApiError {
    return invalid(path.join(".").slice(0, MAX_PARAM), code, message);
  }

  function notJson(): ApiError {
    return invalid(path.join(".").slice(0, MAX_PARAM) || "body", "invalid_json", "The body is not valid JSON.");
  }
}
