import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { startSilentNetwork } from "@/test/silent-network";
import { openListener } from "./listener";

const BEAT_MS = 15_000;
/** Where nothing listens. */
const NOBODY = "postgres://florin@127.0.0.1:1/florin";
const PATIENCE = { timeout: 60_000 };

let own: TestDatabase;
let network: Awaited<ReturnType<typeof startSilentNetwork>>;
beforeAll(async () => {
  own = await freshDatabase();
  network = await startSilentNetwork(own.url);
});
afterAll(async () => {
  network.stop();
  await own.drop();
});
// Beats come when the test says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

const tell = (notice: string) => own.database.sql`select pg_notify('news', ${notice})`;

function startListening() {
  const heard: string[] = [];
  let listening = 0;
  let rung = 0;
  let url = network.url;
  const listener = openListener({
    connect: () => postgres(url, { max: 1 }),
    async ring(channel, notice) {
      await own.database.sql`select pg_notify(${channel}, ${notice})`;
      rung += 1;
    },
    beatMs: BEAT_MS,
  });
  return {
    heard,
    lead(to: string): void {
      url = to;
    },
    listening: () => listening,
    listen: () =>
      listener.listen(
        "news",
        (notice) => heard.push(notice),
        () => {
          listening += 1;
        },
      ),
    async beat(): Promise<void> {
      const before = rung;
      vi.advanceTimersByTime(BEAT_MS);
      await vi.waitUntil(() => rung > before, PATIENCE);
    },
    close: listener.close,
  };
}

test("a connection that hears its own notices is kept", async () => {
  const ear = startListening();
  await ear.listen();
  for (let beat = 0; beat < 4; beat += 1) {
    await ear.beat();
    // Notices come in order: once this one is heard, so is our own.
    await tell(`${beat}`);
    await vi.waitUntil(() => ear.heard.length === beat + 1, PATIENCE);
  }
  expect(ear.listening()).toBe(1);
  await ear.close();
});

test("one that has fallen silent is made anew, and who listens is told of it and hears again", async () => {
  const ear = startListening();
  await ear.listen();
  network.goSilent();
  await tell("lost");
  await ear.beat();
  expect(ear.listening()).toBe(1);
  await ear.beat();
  await vi.waitUntil(() => ear.listening() === 2, PATIENCE);
  await tell("heard");
  await vi.waitUntil(() => ear.heard.length > 0, PATIENCE);
  expect(ear.heard).toEqual(["heard"]);
  await ear.close();
});

test("one that could not be made is tried afresh when somebody asks again", async () => {
  const ear = startListening();
  ear.lead(NOBODY);
  await expect(ear.listen()).rejects.toThrow("ECONNREFUSED");
  ear.lead(network.url);
  await ear.listen().catch(() => ear.listen());
  await tell("heard");
  await vi.waitUntil(() => ear.heard.length > 0, PATIENCE);
  await ear.close();
});
