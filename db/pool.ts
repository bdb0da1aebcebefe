import { setImmediate as nextTurn } from "node:timers/promises";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { teachArrays } from "./array-types";

/** What is still under way on a pool that is given up ends in this time, or is cut off and rolled back. */
const DRAIN_SECONDS = 10;

type Options = { readonly max: number; readonly prepare: boolean; readonly listenUrl: string };
type Parsers = { parsers: object; serializers: object };

/**
 * A pool that outlives its connections. When the server or the network takes one away, the driver (postgres 3.4.9) may
 *
 * - never again send anything on that place of the pool: a write that waited for its turn keeps it for ever (#1193, #1154);
 * - let a transaction go on after its connection: what follows throws where nobody can catch it (#1208), or, once the
 *   place is connected again, runs outside any transaction, `rollback` among other people's statements.
 *
 * So a pool that lost a connection is given up as a whole, and a transaction that lost its own says nothing more.
 * Connections are closed by nobody but `close`, so each that ends was taken.
 */
export function openPool(url: string, { max, prepare, listenUrl }: Options): { sql: Sql; close(): Promise<void> } {
  let isClosing = false;
  let pool = connect();
  // A notice is heard on a connection of its own, which the driver renews by itself; it must not end with a pool.
  let listener: Sql | undefined;

  function connect(former?: Sql): Sql {
    const made: Sql = postgres(url, {
      max,
      prepare,
      connect_timeout: 10,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => {},
      onclose: () => giveUp(made),
      connection: { application_name: "florin" },
    });
    teachArrays(made);
    // drizzle has its own way to read some types, and told the first pool of it.
    const own = made.options as unknown as Parsers;
    const known = former?.options as unknown as Parsers | undefined;
    Object.assign(own.parsers, known?.parsers);
    Object.assign(own.serializers, known?.serializers);
    return made;
  }

  function giveUp(lost: Sql): void {
    if (isClosing || lost !== pool) return;
    pool = connect(lost);
    void lost.end({ timeout: DRAIN_SECONDS });
  }

  const own: Partial<Record<string | symbol, unknown>> = {
    begin: (...given: unknown[]) => begin(pool, given),
    listen: (...given: Parameters<Sql["listen"]>) => {
      listener ??= postgres(listenUrl, { max: 1, onnotice: () => {}, connection: { application_name: "florin" } });
      return listener.listen(...given);
    },
  };
  const sql = new Proxy((() => {}) as unknown as Sql, {
    apply: (_target, _this, given) => Reflect.apply(pool as never, undefined, given),
    get: (_target, name) => own[name] ?? Reflect.get(pool, name),
  });
  return {
    sql,
    async close() {
      isClosing = true;
      await Promise.all([pool.end({ timeout: 5 }), listener?.end({ timeout: 5 })]);
    },
  };
}

type Work = (tx: TransactionSql) => unknown;

/** The driver's own `begin`, which never hears how a piece of work ended whose connection is gone: it has ended by then. */
function begin(pool: Sql, given: unknown[]): Promise<unknown> {
  const [options, work] = (given.length === 1 ? ["", given[0]] : given) as [string, Work];
  let lost: { readonly error: unknown } | null = null;
  const running = pool.begin(options, async (tx) => {
    try {
      const result = await work(guarded(tx, () => lost));
      return Array.isArray(result) ? await Promise.all(result) : result;
    } catch (error) {
      // The statement fails a little before its connection is known to be gone.
      await nextTurn();
      throw error;
    } finally {
      if (lost) await new Promise(() => {});
    }
  });
  running.catch((error) => {
    lost = { error };
  });
  return running;
}

function guarded(tx: TransactionSql, lost: () => { readonly error: unknown } | null): TransactionSql {
  const check = () => {
    const end = lost();
    if (end) throw end.error;
  };
  return new Proxy(tx, {
    apply: (target, _this, given) => {
      check();
      return Reflect.apply(target as never, undefined, given);
    },
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (name !== "unsafe" && name !== "savepoint") return value;
      return (...given: unknown[]) => {
        check();
        return Reflect.apply(value as never, undefined, given);
      };
    },
  });
}
