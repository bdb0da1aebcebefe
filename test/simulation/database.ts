import { EventEmitter, once } from "node:events";
import { connect, type Socket } from "node:net";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { teachArrays } from "@/db/array-types";
import type { Database } from "@/db/client";
import { oftenAsked, preparing } from "@/db/preparing";
import * as schema from "@/db/schema";
import type { Schedule } from "./schedule";
import { sleep } from "./sleep";

const POOL = 3;
const isOften = oftenAsked();
const HEADER = 5;
/** The PostgreSQL protocol's messages that ask for an answer, each with those that end it. */
const ENDS: Readonly<Record<string, string>> = { Q: "Z", S: "Z", H: "TnE" };
const FLUSH = "H";
const READY = "Z";
const BACKEND_KEY = "K";

/** Database sessions of one instance, which the schedule may cut or kill. */
export type ScheduledDatabase = {
  readonly database: Database;
  /** The connections are gone, and nothing of theirs goes on. Nobody is left to notice. */
  sever(): Promise<void>;
};

type Exchange = (pid: () => number, work: () => Promise<void>) => Promise<void>;
type Connection = { readonly socket: EventEmitter; readonly server: Socket; pid: number };

/**
 * The driver's own pool on a real database, but every exchange is a step of the schedule: the statements go out when the
 * schedule says so, and their answer comes back as a whole.
 */
export async function scheduledDatabase(
  { url, admin }: { url: string; admin: Sql },
  schedule: Schedule,
  owner: string,
): Promise<ScheduledDatabase> {
  const { hostname, port } = new URL(url);
  let connections: Connection[] = [];
  let isOpening = true;
  const exchangeWhenTold: Exchange = (pid, work) =>
    isOpening ? work() : schedule.enter({ owner, label: "database", pid }, work);
  const driver = postgres(url, {
    max: POOL,
    onnotice: () => {},
    max_lifetime: null,
    fetch_types: false,
    connection: { application_name: owner },
    socket: async () => {
      const server = connect(Number(port), hostname).setNoDelay(true);
      await once(server, "connect");
      const made = scheduledSocket(server, exchangeWhenTold);
      connections.push(made);
      return made.socket;
    },
  } as postgres.Options<Record<string, never>>);
  teachArrays(driver);
  const sql = preparing(driver, isOften);
  await Promise.all(Array.from({ length: POOL }, () => driver`select 1`));
  isOpening = false;
  return {
    database: {
      sql,
      db: drizzle(sql, { schema, casing: "snake_case" }),
      close: () => sql.end({ timeout: 1 }),
    },
    async sever() {
      const gone = connections;
      connections = [];
      const pids = gone.map(({ pid }) => pid);
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where pid = any(${pids}::int[])`;
      for (const { server } of gone) server.destroy();
      for (;;) {
        const [left] = await admin`select count(*)::int as left from pg_stat_activity where pid = any(${pids}::int[])`;
        if (left?.left === 0) break;
        await sleep(1);
      }
    },
  };
}

/** What the driver takes for its socket. Exchanges one after the other, each a step; the sign-in passes freely. */
function scheduledSocket(server: Socket, whenTold: Exchange): Connection {
  const socket = new EventEmitter();
  let isSignedIn = false;
  let turn: Promise<unknown> = Promise.resolve();
  let unread: Buffer = Buffer.alloc(0);
  let answer: Buffer[] = [];
  let expected: string[] = [];
  let answered = () => {};
  let followUp: ((bytes: Buffer) => void) | null = null;

  const made: Connection = {
    socket: Object.assign(socket, {
      readyState: "open",
      write(bytes: Buffer, sent?: () => void): boolean {
        sent?.();
        if (!isSignedIn) return server.write(bytes);
        if (followUp) followUp(bytes);
        else
          turn = turn
            .then(() =>
              whenTold(
                () => made.pid,
                () => exchange(bytes),
              ),
            )
            .then(deliver);
        return true;
      },
      end: () => server.destroy(),
      destroy: () => server.destroy(),
      resume() {},
      pause() {},
    }),
    server,
    pid: 0,
  };

  /** A statement that is described first is one step with what follows from its description. */
  async function exchange(bytes: Buffer): Promise<void> {
    await send(bytes);
    if (!messagesOf(bytes).messages.some(({ type }) => type === FLUSH)) return;
    const next = new Promise<Buffer>((resolve) => {
      followUp = resolve;
    });
    deliver();
    const more = await next;
    followUp = null;
    await send(more);
  }

  /** Sends, and waits until all that it asks for is answered, or nobody is there to answer. */
  function send(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      expected.push(...messagesOf(bytes).messages.flatMap(({ type }) => ENDS[type] ?? []));
      answered = resolve;
      server.write(bytes);
      if (expected.length === 0 || server.destroyed) resolve();
    });
  }

  function deliver(): void {
    const bytes = Buffer.concat(answer);
    answer = [];
    if (bytes.length > 0) socket.emit("data", bytes);
  }

  server.on("error", () => {});
  server.on("close", () => {
    expected = [];
    answered();
  });
  server.on("data", (bytes: Buffer) => {
    const { messages, rest } = messagesOf(Buffer.concat([unread, bytes]));
    unread = rest;
    for (const { type, bytes: message } of messages) {
      answer.push(message);
      if (type === BACKEND_KEY) made.pid = message.readInt32BE(HEADER);
      if (expected[0]?.includes(type)) expected.shift();
    }
    if (isSignedIn) {
      if (expected.length === 0) answered();
      return;
    }
    isSignedIn = messages.some(({ type }) => type === READY);
    deliver();
  });
  return made;
}

function messagesOf(bytes: Buffer): { messages: { type: string; bytes: Buffer }[]; rest: Buffer } {
  const messages: { type: string; bytes: Buffer }[] = [];
  let at = 0;
  while (bytes.length - at >= HEADER) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (bytes.length < end) break;
    messages.push({ type: String.fromCharCode(bytes[at] as number), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return { messages, rest: bytes.subarray(at) };
}
