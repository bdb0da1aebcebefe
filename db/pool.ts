import { setImmediate as nextTurn } from "node:timers/promises";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { teachArrays } from "./array-types";
import { openListener } from "./listener";
import { oftenAsked, preparing } from "./preparing";

/** What is still under way on a pool that is given up ends in this time, or is cut off and rolled back. */
const DRAIN_SECONDS = 10;

/**
 * How long anything may take. The server ends what takes longer, also where the process that asked has fallen silent with
 * locks in hand; `answerMs`, above all of them, ends what a server or a network that has fallen silent never answers. All are
 * far above what any statement here takes. A connection that only listens, and hears nothing, is asked with each beat.
 */
export const LIMITS = { statementMs: 60_000, lockMs: 20_000, idleMs: 30_000, answerMs: 75_000, beatMs: 15_000 };
/** A client that does not answer these is gone, and with it its locks. */
const PROBES = { tcp_keepalives_idle: 30, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 };

type Options = {
  readonly max: number;
  readonly prepare: boolean;
  /** Whether the server is told its limits; a pooler between may refuse them. */
  readonly tellLimits: boolean;
  readonly listenUrl: string;
  readonly limits?: typeof LIMITS;
};
type Parsers = { parsers: object; serializers: object };

/**
 * A pool that outlives its connections. When the server or the network takes one away, the driver (postgres 3.4.9) may
 *
 * - never again send anything on that place of the pool: a write that waited for its turn keeps it for ever (#1193, #1154);
 * - let a transaction go on after its connection: what follows throws where nobody can catch it (#1208), or, once the
 *   place is connected again, runs outside any transaction, `rollback` among other people's statements.
 *
 * So a pool that lost a connection is given up as a whole, and a transaction that lost its own says nothing more.
 * Connections are closed by nobody but `close`, so each that ends was taken. The driver waits for an answer for ever; a pool
 * that does not get one in time is given up as well.
 */
export function openPool(
  url: string,
  { max, prepare, tellLimits, listenUrl, limits = LIMITS }: Options,
): { sql: Sql; close(): Promise<void> } {
  const connection = sessionSettings({ tellLimits, limits });
  const isOften = oftenAsked();
  let isClosing = false;
  let pool = connect();
  // It must not end with a pool.
  const listener = openListener({
    connect: () => postgres(listenUrl, { max: 1, connect_timeout: 10, onnotice: () => {}, connection }),
    ring: (channel, notice) => limited(pool, pool`select pg_notify(${channel}, ${notice})`),
    beatMs: limits.beatMs,
  });

  function connect(former?: Sql): Sql {
    const driver = postgres(url, {
      max,
      prepare,
      connect_timeout: 10,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => {},
      onclose: () => giveUp(made),
      connection,
    });
    const made: Sql = preparing(driver, isOften);
    teachArrays(made);
    // drizzle has its own way to read some types, and told the first pool of it.
    const own = made.options as unknown as Parsers;
    const known = former?.options as unknown as Parsers | undefined;
    Object.assign(own.parsers, known?.parsers);
    Object.assign(own.serializers, known?.serializers);
    return made;
  }

  function giveUp(lost: Sql, drainSeconds = DRAIN_SECONDS): void {
    if (isClosing || lost !== pool) return;
    pool = connect(lost);
    void lost.end({ timeout: drainSeconds });
  }

  /** The work is on `asked`, which is cut off with all that it has under way where this does not end. */
  function limit(asked: Sql): () => void {
    const timer = setTimeout(() => giveUp(asked, 0), limits.answerMs);
    return () => clearTimeout(timer);
  }

  /** A statement is asked when somebody waits for it, and not before. */
  function limited<Made>(asked: Sql, made: Made): Made {
    if (!(made instanceof Promise)) return made;
    const query = made as unknown as { handle(): unknown };
    const { handle } = query;
    query.handle = () => {
      query.handle = handle;
      const answered = limit(asked);
      // The driver's own `then` would ask.
      void Promise.prototype.then.call(made, answered, answered);
      return handle.call(query);
    };
    return made;
  }

  const own: Partial<Record<string | symbol, unknown>> = {
    begin: (...given: unknown[]) => {
      const running = begin(pool, given);
      const ended = limit(pool);
      running.then(ended, ended);
      return running;
    },
    unsafe: (...given: Parameters<Sql["unsafe"]>) => limited(pool, pool.unsafe(...given)),
    listen: listener.listen,
  };
  const sql = new Proxy((() => {}) as unknown as Sql, {
    apply: (_target, _this, given) => limited(pool, Reflect.apply(pool as never, undefined, given)),
    get: (_target, name) => own[name] ?? Reflect.get(pool, name),
  });
  return {
    sql,
    async close() {
      isClosing = true;
      await Promise.all([pool.end({ timeout: 5 }), listener.close()]);
    },
  };
}

/** What each connection tells the server when it begins. */
export function sessionSettings({ tellLimits, limits = LIMITS }: { tellLimits: boolean; limits?: typeof LIMITS }) {
  const { statementMs, lockMs, idleMs } = limits;
  const told = { statement_timeout: statementMs, lock_timeout: lockMs, idle_in_transaction_session_timeout: idleMs };
  return { application_name: "florin", ...(tellLimits && { ...PROBES, ...told }) };
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
