import { afterAll, beforeAll, beforeEach } from "vitest";
import type { App } from "@/lib/services/app";
import { testApp } from "./app";
import { type ContractMoney, startContractMoney } from "./contract-money";
import { type Engine, startEngine, tick } from "./engine";
import { startGatedNode } from "./gated-node";

const CHAIN_ID = 31337;

type Stage = { engine: Engine; money: ContractMoney; node: Awaited<ReturnType<typeof startGatedNode>>; app: App };

/** For a test file: an engine whose only node is a real one behind a gate, with contracts that pay. Each test begins scanned. */
export function stageBalances(): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    const engine = await startEngine();
    const node = await startGatedNode(engine.chain.rpcUrl);
    const env = { NATIVE_WATCH_31337: process.env.TEST_NATIVE_WATCH ?? "blocks" };
    const app = testApp({ databaseUrl: engine.url, rpcUrls: { [CHAIN_ID]: [node.url] }, env });
    Object.assign(stage, { engine, node, app, money: await startContractMoney(engine) });
  });
  beforeEach(async () => {
    stage.node.lie();
    stage.node.refuse(() => false);
    await stage.engine.chain.mine();
    await tick(stage.app);
  });
  afterAll(async () => {
    await stage.app.database.close();
    await stage.node.stop();
    await stage.engine.stop();
  });
  return stage;
}
