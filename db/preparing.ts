import type { Sql, TransactionSql } from "postgres";

/**
 * Texts that are prepared at most: each connection keeps a plan for each, of some ten kilobytes. A statement with a list
 * has a text for every length of it.
 */
export const MOST_TEXTS = 500;
/** Texts that were asked once and are remembered for it. */
const MOST_SEEN = 5_000;

type Given = Parameters<Sql["unsafe"]>;
type Client = Sql | TransactionSql;

/** Says of a text whether it was asked before, and so is worth a plan that is kept. */
export function oftenAsked(): (text: string) => boolean {
  const seen = new Set<string>();
  const often = new Set<string>();
  return (text) => {
    if (often.has(text)) return true;
    if (often.size >= MOST_TEXTS) return false;
    if (seen.delete(text)) return Boolean(often.add(text));
    if (seen.size < MOST_SEEN) seen.add(text);
    return false;
  };
}

/**
 * The driver, which prepares what drizzle asks often. By itself drizzle (0.45.4) has every statement described, parsed and
 * planned each time, in two exchanges; one that is prepared takes one, and its plan is there. A client that was told to
 * prepare nothing goes on doing so.
 */
export function preparing<Driver extends Client>(client: Driver, isOften: (text: string) => boolean): Driver {
  const inside = (given: unknown[]) =>
    given.map((one) => (typeof one === "function" ? (tx: TransactionSql) => one(preparing(tx, isOften)) : one));
  const call = (name: "begin" | "savepoint", given: unknown[]) =>
    Reflect.apply(Reflect.get(client as object, name), undefined, inside(given));
  const own: Partial<Record<string | symbol, unknown>> = {
    unsafe: (text: Given[0], values: Given[1] = [], options: Given[2] = {}) =>
      client.unsafe(text, values, { ...options, prepare: options.prepare || isOften(text) }),
    begin: (...given: unknown[]) => call("begin", given),
    savepoint: (...given: unknown[]) => call("savepoint", given),
  };
  return new Proxy(client, {
    get: (target, name) => (Reflect.has(target, name) ? own[name] : undefined) ?? Reflect.get(target, name),
  });
}
