import { makePgArray, parsePgArray } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";

/** Element → array, by type number (PostgreSQL: src/include/catalog/pg_type.dat). They are the same on every server. */
const ARRAYS = {
  16: 1000,
  20: 1016,
  21: 1005,
  23: 1007,
  25: 1009,
  114: 199,
  701: 1022,
  1043: 1015,
  1184: 1185,
  1700: 1231,
  3802: 3807,
};

type Codecs = Record<number, ((value: never) => unknown) | undefined>;
type Inner = { parsers: Codecs; serializers: Codecs; shared: { typeArrayMap: Record<number, number> } };

/**
 * Teaches a pool the arrays of the types that Florin uses. The driver would ask the server for them on each new
 * connection, and a connection that is lost just then ends the whole process: nobody can catch that answer.
 */
export function teachArrays(pool: Sql): void {
  const { parsers, serializers, shared } = pool.options as unknown as Inner;
  for (const [element, array] of Object.entries(ARRAYS)) {
    const parse = parsers[Number(element)];
    parsers[array] = (text: string) => parsePgArray(text).map((value) => (parse ? parse(value as never) : value));
    // drizzle writes the arrays of its columns by itself.
    serializers[array] = (values: unknown) => (Array.isArray(values) ? makePgArray(values) : values);
    shared.typeArrayMap[Number(element)] = array;
  }
}
