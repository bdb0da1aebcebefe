import type { Sql } from "postgres";
import type { SessionRecord } from "../checkout/record";
import { jointStatement } from "./joint-session-statement";
import { loneStatement } from "./lone-session-statement";

/** An idempotency key with the sealed answer that a repetition gets. */
export type KeptAnswer = { readonly key: string; readonly requestHash: string; readonly status: number; readonly answer: string };

export type NewSession = {
  readonly record: SessionRecord;
  /** The session object, as JSON: the data of its event. */
  readonly data: string;
  readonly eventId: string;
  /** The reserved receive address as the pool has it. */
  readonly place: { readonly address: string };
  readonly instance: string;
  /** As it was when the price was read from it: a link changed since then makes no session. */
  readonly link: { readonly id: string; readonly updatedAt: Date } | null;
  readonly visitorHash: string | null;
  readonly keptAnswer: KeptAnswer | null;
  /** Whether an endpoint may want to hear of it. A wrong `false` makes no session: the statement looks again. */
  readonly isHeard: boolean;
};

export type Inserted =
  | { readonly kind: "inserted"; readonly deliveries: number }
  /** Nothing was written: the idempotency key is taken · the order has an open session · the address or the link is gone. */
  | { readonly kind: "repeated" | "order_open" | "stale" };

/** Statements that are under way at once. Sessions that come meanwhile are written together by the next. */
const MAX_UNDER_WAY = 2;
const MAX_TOGETHER = 32;

type Waiting = { readonly input: NewSession; readonly resolve: (inserted: Promise<Inserted>) => void };
type Lane = { waiting: Waiting[]; underWay: number };

const lanes = { heard: new WeakMap<Sql, Lane>(), unheard: new WeakMap<Sql, Lane>() };

/**
 * Creates a session in ONE statement (docs/decisions/0007): claims the reserved address, writes the session, its quote,
 * `session.created` with a delivery for each endpoint, and the idempotent answer. All or nothing by constraints alone: an
 * address that is no longer ours leaves `address` null, a second key or a second open session of an order breaks a unique
 * index, and each of these takes the whole statement back.
 *
 * Sessions that wait for nobody (no link, no key, no order) share a statement with others that come at the same time.
 */
export function insertSession(sql: Sql, input: NewSession): Promise<Inserted> {
  const mayWait = input.link !== null || input.keptAnswer !== null || input.record.clientReferenceId !== null;
  return mayWait ? insertAlone(sql, input) : insertTogether(sql, input);
}

async function insertAlone(sql: Sql, input: NewSession): Promise<Inserted> {
  try {
    return await insert(sql, [input]);
  } catch (error) {
    return { kind: refusalOf(error) };
  }
}

function insertTogether(sql: Sql, input: NewSession): Promise<Inserted> {
  const byPool = input.isHeard ? lanes.heard : lanes.unheard;
  const lane = byPool.get(sql) ?? { waiting: [], underWay: 0 };
  byPool.set(sql, lane);
  return new Promise((resolve) => {
    lane.waiting.push({ input, resolve });
    advance(sql, lane);
  });
}

function advance(sql: Sql, lane: Lane): void {
  if (lane.underWay >= MAX_UNDER_WAY || lane.waiting.length === 0) return;
  const batch = lane.waiting.splice(0, MAX_TOGETHER);
  lane.underWay += 1;
  const inserted = insert(
    sql,
    batch.map(({ input }) => input),
  );
  for (const { input, resolve } of batch) resolve(inserted.catch((error) => again(sql, input, error)));
  void inserted
    .catch(() => {})
    .then(() => {
      lane.underWay -= 1;
      advance(sql, lane);
    });
}

/** One session that cannot be written takes its company back with it: each is tried by itself, if surely none was written. */
function again(sql: Sql, input: NewSession, error: unknown): Promise<Inserted> {
  // By the server's own word for a statement that was taken back. A lost connection leaves open what was written.
  if ((error as { severity?: unknown }).severity === "ERROR") return insertAlone(sql, input);
  throw error;
}

async function insert(sql: Sql, inputs: readonly NewSession[]): Promise<Inserted> {
  const [first, ...others] = inputs;
  if (!first) throw new Error("there is no session to write");
  const { text, values } = others.length === 0 ? loneStatement(first) : jointStatement(inputs, { isHeard: first.isHeard });
  const [row] = await sql.unsafe<{ deliveries: string }[]>(text, values, { prepare: true });
  return { kind: "inserted", deliveries: Number(row?.deliveries ?? 0) };
}

const UNIQUE_VIOLATION = "23505";
const NOT_NULL_VIOLATION = "23502";

/** By code and constraint, never by text. Anything else is not a refusal and goes on as the error it is. */
function refusalOf(error: unknown): "repeated" | "order_open" | "stale" {
  const {
    code,
    table_name: table,
    column_name: column,
    constraint_name: constraint,
  } = error as Record<string, string | undefined>;
  if (code === UNIQUE_VIOLATION && table === "idempotency_keys") return "repeated";
  if (code === UNIQUE_VIOLATION && constraint === "checkout_sessions_reference") return "order_open";
  if (code === NOT_NULL_VIOLATION && table === "checkout_sessions" && column === "address") return "stale";
  throw error;
}
