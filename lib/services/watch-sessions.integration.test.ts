import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { notifySessions } from "@/db/queries/outbox";
import { checkoutSessions } from "@/db/schema";
import { apiApp, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { seedMerchant } from "@/test/seed";
import type { App } from "./app";
import { createSession } from "./create-session";
import { makeSessionWatch } from "./watch-sessions";

const POLL_MS = 10;

let own: TestDatabase;
let app: App;
let id: string;
let version = 1;
beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url });
  useApp(app);
});
beforeEach(async () => {
  const { merchantId, livemode } = await seedMerchant(own.database.db);
  const made = await createSession(app, {
    scope: { merchantId, livemode },
    input: { amount: { value: "5.00", currency: "USD" } },
    now: Date.now(),
  });
  if (made.kind === "repeated") throw new Error("no key was given, so nothing can be repeated");
  id = made.session.id;
  version = 1;
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});

/** A change as the engine makes it: the fact and its notice in one transaction. */
async function change(): Promise<number> {
  version += 1;
  await own.database.db.transaction(async (tx) => {
    await tx.update(checkoutSessions).set({ version }).where(eq(checkoutSessions.id, id));
    await notifySessions(tx, [id]);
  });
  return version;
}

/** Someone who looks; `versions` is all that was shown. */
function look(watch: ReturnType<typeof makeSessionWatch>) {
  const versions: number[] = [];
  const leave = watch.watch(id, (json) => versions.push(JSON.parse(json).version));
  const sees = async (wanted: number) => {
    while (versions.at(-1) !== wanted) await wait(POLL_MS);
  };
  return { versions, leave, sees };
}

async function listeners(): Promise<number> {
  const [row] = await own.database.sql`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and query ilike 'listen %'`;
  return row?.n;
}

describe("all who look at sessions in one process", () => {
  it("hear of each change, over one connection", async () => {
    const database = openDatabase(own.url, { max: 2 });
    const before = await listeners();
    const watch = makeSessionWatch({ config: app.config, database }, Date.now);
    const people = Array.from({ length: 50 }, () => look(watch));
    await Promise.all(people.map((person) => person.sees(1)));
    // What a session is now is loaded while the connection is made.
    await expect.poll(listeners, { timeout: 20_000 }).toBe(before + 1);
    await change();
    const last = await change();
    await Promise.all(people.map((person) => person.sees(last)));
    for (const { versions } of people) expect(versions).toEqual([...versions].sort((a, b) => a - b));
    for (const person of people) person.leave();
    await database.close();
  });

  it("hear no more once they have left", async () => {
    const database = openDatabase(own.url, { max: 2 });
    const watch = makeSessionWatch({ config: app.config, database }, Date.now);
    const [stays, leaves] = [look(watch), look(watch)];
    await Promise.all([stays.sees(1), leaves.sees(1)]);
    leaves.leave();
    leaves.leave();
    expect(watch.viewers()).toBe(1);
    await stays.sees(await change());
    expect(leaves.versions.at(-1)).toBe(1);
    stays.leave();
    await database.close();
  });

  it("are not disturbed by a notice that is none", async () => {
    const database = openDatabase(own.url, { max: 2 });
    const person = look(makeSessionWatch({ config: app.config, database }, Date.now));
    await person.sees(1);
    for (const notice of ["", "{", "null", "7", '{"id":1}', "[null,{}]", '["cs_000000000000000000000000"]']) {
      await own.database.sql`select pg_notify('florin_sessions', ${notice})`;
    }
    await person.sees(await change());
    person.leave();
    await database.close();
  });
});

describe("when the database is gone for a while", () => {
  let door: Server;
  let isOpen = true;
  const sockets = new Set<Socket>();

  /** A way to the database that can be shut: whoever is inside is thrown out, nobody else gets in. */
  async function openDoor(): Promise<string> {
    const { hostname, port } = new URL(own.url);
    door = createServer((socket) => {
      if (!isOpen) return void socket.destroy();
      const behind = connect(Number(port), hostname);
      for (const one of [socket, behind]) {
        sockets.add(one);
        one.on("error", () => {}).on("close", () => sockets.delete(one));
      }
      socket.pipe(behind).pipe(socket);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => door.once("listening", resolve));
    const through = new URL(own.url);
    through.port = String((door.address() as { port: number }).port);
    return through.href;
  }

  it("they see what happened meanwhile, and what happens afterwards", async () => {
    const database = openDatabase(await openDoor(), { max: 2 });
    const person = look(makeSessionWatch({ config: app.config, database }, Date.now));
    await person.sees(1);

    isOpen = false;
    for (const socket of sockets) socket.destroy();
    const missed = await change();
    await wait(1_500);
    expect(person.versions.at(-1)).toBe(1);
    isOpen = true;

    await person.sees(missed);
    await person.sees(await change());
    person.leave();
    await database.close();
    door.close();
  });
});
