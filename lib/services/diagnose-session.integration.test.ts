import { expect, test } from "vitest";
import { withApi } from "@/test/api";
import type { Chain } from "../chains/chain";
import { networkOf } from "../checkout/networks";
import type { TransactionReport } from "../checkout/transaction-report";
import type { App } from "./app";
import { createSession } from "./create-session";
import { diagnoseSession } from "./diagnose-session";

const TX_HASH = `0x${"5".repeat(64)}`;
const BASE = 8453;

const api = withApi({ chainIds: [31337] });

async function open(): Promise<string> {
  const { merchantId, livemode } = api.merchant;
  const made = await createSession(api.app, {
    scope: { merchantId, livemode },
    input: { amount: { value: "10.00", currency: "USD" } },
    now: Date.now(),
  });
  if (made.kind === "repeated") throw new Error("no key was given, so nothing can be repeated");
  return made.session.id;
}

/** The same app with one more network, or another in its place, whose node answers so. */
function withLookUp(chainId: number, lookUp: Chain["lookUp"]): App {
  const [standing] = api.app.chains.values();
  if (!standing) throw new Error("one network is connected");
  const chain: Chain = { ...standing, network: networkOf(chainId), lookUp };
  return { ...api.app, chains: new Map([...api.app.chains, [chainId, chain]]) };
}

test("a test session's question goes to test networks alone, whatever a live one would say", async () => {
  const id = await open();
  const asked: string[] = [];
  const app = withLookUp(BASE, async (txHash): Promise<TransactionReport> => {
    asked.push(txHash);
    return { chainId: BASE, mined: null, transfers: [], callsContract: false };
  });
  expect((await diagnoseSession(app, { id, txHash: TX_HASH, now: Date.now() })).reason).toBe("not_found");
  expect(asked).toEqual([]);
});

test("a node that never answers is told of as not reached, and keeps nobody waiting", async () => {
  const id = await open();
  const app = withLookUp(31337, () => new Promise(() => {}));
  expect((await diagnoseSession(app, { id, txHash: TX_HASH, now: Date.now() })).reason).toBe("network_unreachable");
});
