import type { Sql } from "postgres";
import type { Chain } from "@/lib/chains/chain";
import { networkOf } from "@/lib/checkout/networks";
import { ApiError } from "@/lib/errors";
import { createSession } from "@/lib/services/create-session";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";
import { deactivateSession } from "@/lib/services/deactivate-session";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { rescanNetwork } from "@/lib/services/rescan-network";
import { runTick } from "@/lib/services/run-tick";
import type { TestDatabase } from "../database";
import type { Inbox } from "../inbox";
import { seedMerchant } from "../seed";
import { makeHiding } from "./hiding";
import { actAs, type Instance, startInstance } from "./instances";
import { judgeEnd } from "./judge-end";
import { type Frozen, judgeNow } from "./judge-now";
import { planPayments, planSweep, type Terms } from "./plans";
import type { Random } from "./random";
import { randomOf } from "./random";
import { type Fault, makeSchedule } from "./schedule";
import { readTerms } from "./terms";
import { makeWorld } from "./world";

export const START = Date.UTC(2026, 0, 5, 12);
const CHAINS = [31337, 84532];
const METHODS = [
  { chainId: 31337, asset: "ETH" },
  { chainId: 31337, asset: "USDC" },
  { chainId: 31337, asset: "USDT" },
  { chainId: 84532, asset: "ETH" },
  { chainId: 84532, asset: "USDC" },
];
const HOUR_MS = 3_600_000;
const MAX_CATCHING_UP = 12;
/** Above every confirmation depth plus every hold window of this file. */
const LAST_BLOCKS = 16;

export type Stage = { readonly own: TestDatabase; readonly admin: Sql; readonly inbox: Inbox };

/** What this seed is about, drawn once. */
function drawClimate(random: Random) {
  return {
    steps: random.int(4, 8),
    lies: random.pick([0, 0.05, 0.15, 0.3]),
    reorgs: random.pick([0.1, 0.3, 0.6]),
    faults: random.pick([0, 0.2, 0.4]),
    company: random.pick([0, 0.8]),
    deafness: random.pick([0, 0.2, 0.5]),
    watches: new Map(CHAINS.map((chainId) => [chainId, random.pick(["blocks", "balances"] as const)])),
    traces: random.pick([0, 0.5, 1]),
    sweeps: random.pick([0, 0.3, 0.6]),
    policy: { graceSeconds: random.int(60, 600), holdBlocks: random.int(3, 8) },
  };
}

/**
 * One seed from an empty database to a chain that is honest and scanned to its head.
 *
 * @returns what does not fit, in sentences; none is good
 */
export async function playSeed(seed: number, stage: Stage): Promise<{ wrong: string[]; log: readonly string[] }> {
  const { own, admin, inbox } = stage;
  const random = randomOf(seed, 1);
  const climate = drawClimate(random);
  const world = makeWorld({ seed, start: START, networks: CHAINS.map(networkOf), random });
  const schedule = makeSchedule(randomOf(seed, 2), (pid) => isLocked(admin, pid));
  const wrong: string[] = [];
  const sessions: Terms[] = [];
  const off = new Set<string>();
  const unseen = randomOf(seed, 5);
  const hiding = makeHiding(unseen, unseen.pick([0, 0, 0.5]));
  const frozen: Frozen = new Map();
  let lies = 0;
  let named = 0;

  const hire = () =>
    startInstance(`app${named++}`, {
      url: own.url,
      admin,
      schedule,
      world,
      random,
      lies: () => lies,
      nativeWatches: climate.watches,
      traces: climate.traces,
      hiding,
    });
  const instances: Instance[] = [await hire()];

  const merchant = await seedMerchant(own.database.db, { policy: climate.policy, createdAt: new Date(START) });
  const scope = { merchantId: merchant.merchantId, livemode: false };
  await own.database.db.transaction((tx) =>
    createWebhookEndpoint(tx, {
      scope,
      given: { url: inbox.url, events: ["*"], description: null },
      allowPrivate: true,
      sealKey: first(instances).app.config.ENCRYPTION_KEY,
      now: START,
    }),
  );
  let deafness = 0;
  inbox.answer(() => (random.chance(deafness) ? { status: random.pick([500, 404, 429, 302]) } : { status: 200 }));

  const tick = (instance: Instance) => ({
    owner: instance.owner,
    act: () =>
      actAs(instance, schedule, () =>
        runTick(instance.app, { now: world.now(), deadline: Number.MAX_SAFE_INTEGER }).catch(() => {}),
      ),
  });

  async function open(instance: Instance): Promise<void> {
    const paymentMethods = METHODS.filter(() => random.chance(0.4));
    if (paymentMethods.length === 0) paymentMethods.push(random.pick(METHODS));
    const value = `${random.int(1, 200)}.${random.int(10, 99)}`;
    const input = { amount: { value, currency: "USD" }, paymentMethods, expiresIn: random.int(60, 400) };
    await createSession(instance.app, { scope, input, now: world.now() }).catch(() => {});
  }

  async function switchOff(instance: Instance): Promise<void> {
    const { id } = random.pick(sessions);
    const { app } = instance;
    const input = { id, force: random.chance(0.3), now: world.now(), baseUrl: app.config.APP_URL };
    const done = await app.database.db
      .transaction((tx) => deactivateSession(tx, scope, input))
      .then(
        () => true,
        (error) => !(error instanceof ApiError) && null,
      );
    if (done) off.add(id);
  }

  /** Some of the newest blocks, or of those before, read again: as far as the node lets it. */
  const rescan = (instance: Instance, range: { back: number; short: number }) => ({
    owner: instance.owner,
    act: () =>
      actAs(instance, schedule, async () => {
        for (const chainId of hiding.chains) await rescanFrom(instance, { chainId, ...range }).catch(() => {});
      }),
  });

  async function rescanFrom(
    { app }: Instance,
    { chainId, back, short }: { chainId: number; back: number; short: number },
  ): Promise<void> {
    const [cursor] = await own.database.sql`select number from network_cursors where chain_id = ${chainId}`;
    const to = Math.max(0, Number(cursor?.number) - short);
    const range = { from: Math.max(0, to - back), to };
    await rescanNetwork(app, { chain: app.chains.get(chainId) as Chain, range, now: world.now() });
  }

  /** The world goes on while a tick runs. */
  async function meanwhile(faultAt: { place: number; fault: Fault } | null, place: number): Promise<Fault | null> {
    if (lies > 0 && random.chance(0.01)) world.happen(climate.reorgs);
    if (climate.company > 0 && random.chance(0.05)) await endLeases(own);
    return faultAt?.place === place ? faultAt.fault : null;
  }

  /** Its connections break, and another process takes its place. */
  async function bury(owner: string): Promise<void> {
    const at = instances.findIndex((instance) => instance.owner === owner);
    await instances[at]?.scheduled.sever();
    instances.splice(at, 1, await hire());
  }

  await schedule.run([tick(first(instances))], async () => null, bury);
  lies = climate.lies;
  deafness = climate.deafness;
  for (let step = 0; step < climate.steps; step += 1) {
    world.pass(random.chance(0.1) ? random.int(600_000, 1_200_000) : random.pick([2_000, 12_000, 30_000, 60_000, 150_000]));
    world.happen(climate.reorgs);
    if (sessions.length > 0 && random.chance(climate.sweeps)) {
      world.plan([planSweep(sessions, { treasury: merchant.treasury as string, chainIds: CHAINS, now: world.now(), random })]);
    }
    if (random.chance(0.5)) await endLeases(own);
    if (random.chance(climate.company) && instances.length === 1) instances.push(await hire());
    const actors = random.chance(0.1) ? [] : instances.map(tick);
    const isEarly = step < climate.steps * 0.7;
    for (let count = isEarly ? random.int(0, 2) : 0; count > 0; count -= 1) {
      const instance = random.pick(instances);
      actors.push({ owner: instance.owner, act: () => actAs(instance, schedule, () => open(instance)) });
    }
    if (sessions.length > 0 && random.chance(0.15)) {
      const instance = random.pick(instances);
      actors.push({ owner: instance.owner, act: () => actAs(instance, schedule, () => switchOff(instance)) });
    }
    const faultAt = random.chance(climate.faults)
      ? { place: random.int(0, 90), fault: random.pick(["before", "after"] as const) }
      : null;
    await schedule.run(actors, (place) => meanwhile(faultAt, place), bury);
    if (hiding.chains.size > 0 && unseen.chance(0.3)) {
      await endLeases(own);
      await schedule.run(
        [rescan(first(instances), { back: unseen.int(0, 40), short: unseen.int(0, 5) })],
        async () => null,
        bury,
      );
    }
    await takeNew();
    wrong.push(...(await judgeNow({ sql: own.database.sql, world, sessions, frozen, watches: climate.watches, hiding })));
  }

  /** Only now: what is drawn while others act must not depend on how fast a database answers. */
  async function takeNew(): Promise<void> {
    const known = sessions.map(({ id }) => id);
    const rows = await own.database.sql`select id from checkout_sessions where not (id = any(${known}::text[])) order by id`;
    for (const { id } of rows) {
      const terms = await readTerms(own.database.sql, id);
      sessions.push(terms);
      world.plan(planPayments(terms, CHAINS, random));
    }
    for (const { id } of await own.database.sql`select id from checkout_sessions where deactivated_at is not null`) off.add(id);
  }

  lies = 0;
  deafness = 0;
  world.pass(random.chance(0.7) ? 2_000_000 : 20_000);
  world.settleDown(LAST_BLOCKS);
  await endLeases(own);
  const last = first(instances);
  for (let turn = 0; turn < MAX_CATCHING_UP && !(await isCaughtUp()); turn += 1) {
    await schedule.run([tick(last)], async () => null, bury);
  }
  hiding.stop();
  if (hiding.chains.size > 0)
    await schedule.run([rescan(last, { back: Number.MAX_SAFE_INTEGER, short: 0 })], async () => null, bury);
  hiding.reveal();
  // Addresses of sessions that are over are compared each hour, and all of them once more than what fits one check.
  for (let turn = 0; turn < MAX_CATCHING_UP && (await hasUncompared()); turn += 1) {
    world.pass(HOUR_MS);
    await endLeases(own);
    await schedule.run([tick(last)], async () => null, bury);
  }
  // Two networks that were compared at the same time did not see each other's comparison: the next tick does.
  await schedule.run([tick(last)], async () => null, bury);
  for (let turn = 0; turn < MAX_CATCHING_UP && (await hasUndelivered(own)); turn += 1) {
    world.pass(6 * HOUR_MS);
    await actAs(last, schedule, () => deliverWebhooks(last.app, { now: world.now(), deadline: Number.MAX_SAFE_INTEGER }));
  }
  wrong.push(...(await judgeNow({ sql: own.database.sql, world, sessions, frozen, watches: climate.watches, hiding })));
  wrong.push(...(await judgeEnd({ sql: own.database.sql, world, sessions, off, received: inbox.received })));
  await Promise.all(instances.map(({ scheduled }) => scheduled.sever()));
  return { wrong, log: schedule.log };

  async function hasUncompared(): Promise<boolean> {
    const [row] = await own.database.sql`
      select count(*)::int as left from checkout_sessions s join network_cursors c on true
      left join native_watches w on w.chain_id = c.chain_id and w.address = lower(s.address)
      where coalesce(w.checked_number, -1) < c.number`;
    return row?.left > 0;
  }

  async function isCaughtUp(): Promise<boolean> {
    const rows = await own.database.sql`select chain_id, hash, problem from network_cursors`;
    return world.trees.every((tree) =>
      rows.some((row) => row.chain_id === tree.network.chainId && row.hash === tree.tip().hash && row.problem === null),
    );
  }
}

function first(instances: readonly Instance[]): Instance {
  return instances[0] as Instance;
}

async function isLocked(admin: Sql, pid: number): Promise<boolean> {
  const rows = await admin`select from pg_locks where pid = ${pid} and not granted`;
  return rows.length > 0;
}

/** Thirty seconds pass on the database's clock; not for a holder that is just committing. */
async function endLeases({ database }: TestDatabase): Promise<void> {
  await database.sql`
    update network_cursors set lease_until = now() - interval '1 second' where chain_id in (
      select chain_id from network_cursors where lease_until is not null for update skip locked)`;
}

async function hasUndelivered({ database }: TestDatabase): Promise<boolean> {
  const rows = await database.sql`
    select from events e where e.sequence is null or exists (
      select from deliveries d where d.event_id = e.id and d.status = 'pending') limit 1`;
  return rows.length > 0;
}
