import { AsyncLocalStorage } from "node:async_hooks";
import type { Sql } from "postgres";
import type { NativeWatch } from "@/lib/checkout/networks";
import { processWide } from "@/lib/process-wide";
import { localRateBook } from "@/lib/rates/local-rate-book";
import type { Rates } from "@/lib/rates/rates";
import type { App } from "@/lib/services/app";
import { makeSender, type Sender } from "@/lib/webhooks/send";
import { testApp } from "../app";
import { type ScheduledDatabase, scheduledDatabase } from "./database";
import type { Hiding } from "./hiding";
import { lyingChain } from "./lying-chain";
import type { Random } from "./random";
import type { Schedule } from "./schedule";
import type { World } from "./world";

/** One process of the product, as far as one process of the test can be two. */
export type Instance = { readonly owner: string; readonly app: App; readonly scheduled: ScheduledDatabase };

/** The fixed book for every chain: prices are not what is tried here. */
const RATES: Rates = {
  ...localRateBook,
  supports: (currency) => localRateBook.supports(currency, true),
  lock: (request) => localRateBook.lock({ ...request, local: true }),
};

const acting = new AsyncLocalStorage<{ schedule: Schedule; owner: string }>();

/** The product's own sender over real HTTP, each POST a step of the schedule. Once a test process. */
export function scheduleSender(): void {
  const sender = makeSender();
  processWide(
    "webhook-sender",
    (): Sender => ({
      send(post) {
        const actor = acting.getStore();
        if (!actor) throw new Error("nobody is acting");
        return actor.schedule.enter({ owner: actor.owner, label: "webhook" }, () => sender.send(post));
      },
      close: () => sender.close(),
    }),
  );
}

export function actAs<T>({ owner }: Instance, schedule: Schedule, act: () => Promise<T>): Promise<T> {
  return acting.run({ schedule, owner }, act);
}

export async function startInstance(
  owner: string,
  {
    url,
    admin,
    schedule,
    world,
    random,
    lies,
    nativeWatches,
    traces,
    hiding,
  }: {
    url: string;
    admin: Sql;
    schedule: Schedule;
    world: World;
    random: Random;
    lies: () => number;
    nativeWatches: ReadonlyMap<number, NativeWatch>;
    traces: number;
    hiding: Hiding;
  },
): Promise<Instance> {
  const scheduled = await scheduledDatabase({ url, admin }, schedule, owner);
  const plain = testApp({ databaseUrl: url });
  const chains = new Map(
    world.trees.map((tree) => {
      const { chainId } = tree.network;
      const nativeWatch = nativeWatches.get(chainId) ?? "blocks";
      return [chainId, lyingChain(tree, { schedule, owner, random, lies, nativeWatch, traces, hiding })];
    }),
  );
  const rpcUrls = new Map([...chains.keys()].map((chainId) => [chainId, []]));
  const config = { ...plain.config, RPC_URLS: rpcUrls, NATIVE_WATCH: nativeWatches };
  return { owner, scheduled, app: { ...plain, config, database: scheduled.database, chains, rates: RATES, instance: owner } };
}
