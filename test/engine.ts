import { encodeFunctionData, parseAbi } from "viem";
import type { Chain } from "@/lib/chains/chain";
import type { SessionObject } from "@/lib/checkout/session-object";
import type { App } from "@/lib/services/app";
import { type CreateSessionInput, createSession } from "@/lib/services/create-session";
import { forget } from "@/lib/services/remembered";
import { type NetworkReport, scanNetworks } from "@/lib/services/scan-networks";
import { testApp } from "./app";
import { startChain, type TestChain } from "./chain";
import { freshDatabase, type TestDatabase } from "./database";
import { seedMerchant } from "./seed";

const TOKEN = parseAbi(["function transfer(address to, uint256 amount)", "function mint(address to, uint256 amount)"]);
const BATCH = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "function aggregate3(Call3[] calls) payable",
]);
const GAS = 500_000n;

export type Money = "ETH" | "USDC" | "USDT";
export type OpenSession = { readonly id: string; readonly address: `0x${string}`; readonly due: bigint };
export type Engine = Awaited<ReturnType<typeof startEngine>>;

/** How the engine of these tests finds native coin; the same tests hold for both (scan-network.balances…). */
const NATIVE_WATCH = process.env.TEST_NATIVE_WATCH ?? "blocks";

/** A merchant with the engine on a real chain and a real database. The chain mines only when it is told to. */
export async function startEngine() {
  const [own, chain] = await Promise.all([freshDatabase(), startChain()]);
  await chain.client.setAutomine(false);
  const app = testApp({ databaseUrl: own.url, rpcUrls: { 31337: [chain.rpcUrl] }, env: { NATIVE_WATCH_31337: NATIVE_WATCH } });
  const merchant = await seedMerchant(own.database.db);
  await tick(app);
  return {
    ...own,
    chain,
    app,
    merchant,
    tick: () => tick(app),
    open: (asset: Money, amount = "10.00", expiresIn = 1_800) => open(app, { merchant, asset, amount, expiresIn }),
    session: (id: string) => readSession(own, id),
    pay: payer(chain),
    async stop(): Promise<void> {
      await app.database.close();
      await Promise.all([own.drop(), chain.stop()]);
    },
  };
}

/** One scan of all networks, now. */
export function tick(app: App, { withBalances = true } = {}): Promise<NetworkReport[]> {
  return scanNetworks(app, { now: Date.now(), isOver: () => false, withBalances });
}

/** The same application, with another adapter for its network. */
export function withChain(app: App, chain: Chain): App {
  return { ...app, chains: new Map([[chain.network.chainId, chain]]) };
}

type Wanted = { merchant: { merchantId: string; livemode: boolean }; asset: Money; amount: string; expiresIn?: number };

type Made = { merchant: { merchantId: string; livemode: boolean }; input: CreateSessionInput };

/** A session whose time runs from the chain's clock as it is now: a test moves that by hours between two creates. */
export async function makeSession(app: App, { merchant: { merchantId, livemode }, input }: Made): Promise<SessionObject> {
  forget(app, "networks");
  const made = await createSession(app, { scope: { merchantId, livemode }, input, now: Date.now() });
  if (made.kind === "repeated") throw new Error("no key was given, so nothing can be repeated");
  return made.session;
}

export async function open(app: App, { merchant, asset, amount, expiresIn }: Wanted): Promise<OpenSession> {
  const input = {
    amount: { value: amount, currency: "USD" },
    paymentMethods: [{ chainId: 31337, asset }],
    expiresIn: expiresIn ?? null,
  };
  const session = await makeSession(app, { merchant, input });
  const [row] = await app.database.sql`select due from session_quotes where session_id = ${session.id}`;
  const [address] = await app.database.sql`select address from checkout_sessions where id = ${session.id}`;
  return { id: session.id, address: address?.address, due: BigInt(row?.due) };
}

export async function readSession({ database }: Pick<TestDatabase, "database">, id: string) {
  const [row] = await database.sql`
    select status, flags, received, paid_at, confirming from checkout_sessions where id = ${id}`;
  if (!row) throw new Error("there is no such session");
  const events = await database.sql<{ type: string }[]>`select type from events where session_id = ${id} order by position`;
  return {
    status: row.status as string,
    flags: row.flags as string[],
    received: BigInt(row.received),
    confirming: row.confirming as boolean,
    events: events.map((event) => event.type),
  };
}

/**
 * Sends from an account that the node unlocks, without mining. All that enters the hash is given, so that the same payment
 * after a reorg is the same transaction.
 */
export function payer({ client, accounts, usdc, usdt, multicall3 }: TestChain) {
  const token = { USDC: usdc, USDT: usdt };
  const send = async (call: { to?: `0x${string}`; value?: bigint; data?: `0x${string}` }, nonce?: number) =>
    client.sendTransaction({
      account: accounts[0],
      gas: GAS,
      maxFeePerGas: 10_000_000_000n,
      maxPriorityFeePerGas: 1_000_000_000n,
      nonce: nonce ?? (await client.getTransactionCount({ address: accounts[0], blockTag: "pending" })),
      ...call,
    });
  return {
    one: (asset: Money, to: `0x${string}`, amount: bigint, nonce?: number) =>
      asset === "ETH"
        ? send({ to, value: amount }, nonce)
        : send(
            { to: token[asset], data: encodeFunctionData({ abi: TOKEN, functionName: "transfer", args: [to, amount] }) },
            nonce,
          ),
    /** Several token payments in one transaction, through a contract. */
    batch: (payments: readonly { asset: "USDC" | "USDT"; to: `0x${string}`; amount: bigint }[]) => {
      const calls = payments.map(({ asset, to, amount }) => ({
        target: token[asset],
        allowFailure: false,
        callData: encodeFunctionData({ abi: TOKEN, functionName: "mint", args: [to, amount] }),
      }));
      return send({ to: multicall3, data: encodeFunctionData({ abi: BATCH, functionName: "aggregate3", args: [calls] }) });
    },
    /** A contract that ends itself while it is made, and leaves its coin to that address. */
    bequest: (to: `0x${string}`, value: bigint, nonce?: number) => send({ data: `0x73${to.slice(2)}ff`, value }, nonce),
    /** A token transfer that its contract refuses: the transaction is mined and reverted. */
    failing: (to: `0x${string}`) =>
      send({ to: usdc, data: encodeFunctionData({ abi: TOKEN, functionName: "transfer", args: [to, 2n ** 255n] }) }),
  };
}
