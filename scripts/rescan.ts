import { parseArgs } from "node:util";
import { ChainError } from "../lib/chains/chain";
import { EnvError, env } from "../lib/env";
import { makeApp } from "../lib/services/app";
import { configuredChains } from "../lib/services/configured-chains";
import { configuredRates } from "../lib/services/configured-rates";
import { RescanError, rescanNetwork } from "../lib/services/rescan-network";
import { loadEnvFile } from "./load-env-file";
import { StartError } from "./progress";

const USAGE = "npm run rescan -- --chain 8453 --from 23000000 --to 23000500";

/** Reads blocks of a network again, beside a running Florin, and adds the payments that are missing. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { chain: { type: "string" }, from: { type: "string" }, to: { type: "string" } } });
  const [chainId, from, to] = [values.chain, values.from, values.to].map(wholeNumber) as [number, number, number];
  loadEnvFile();
  const config = env();
  const chains = configuredChains(config);
  const chain = chains.get(chainId);
  if (!chain) throw new StartError(`RPC_URL_${chainId} is not set`);
  const app = makeApp(config, { chains, rates: configuredRates(config) });
  let next = from;
  try {
    const onWindow = (done: number, added: number) => {
      next = done + 1;
      console.log(`read through block ${done}, ${added} missing so far`);
    };
    const added = await rescanNetwork(app, { chain, range: { from, to }, now: Date.now(), onWindow });
    console.log(`Read blocks ${from} to ${to} again: ${added === 0 ? "nothing was missing" : `${added} payments were missing`}.`);
  } catch (error) {
    console.error(`To go on: npm run rescan -- --chain ${chainId} --from ${next} --to ${to}`);
    throw error;
  } finally {
    await app.database.close();
  }
}

function wholeNumber(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new StartError(`use it like this: ${USAGE}`);
  return Number(text);
}

main().catch((error: unknown) => {
  const isPlain = [StartError, EnvError, RescanError, ChainError].some((kind) => error instanceof kind);
  console.error(isPlain ? `florin: ${(error as Error).message}` : error);
  process.exitCode = 1;
});
