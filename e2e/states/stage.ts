import postgres from "postgres";
import { type Address, encodeFunctionData, erc20Abi, parseUnits } from "viem";
import type { Demo } from "../../scripts/demo";
import type { connectToChain } from "../../test/chain-client";
import { expect } from "../fixtures";

export type Api = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) => Promise<never>;

export type Session = {
  readonly id: string;
  readonly status: string;
  readonly flags: readonly string[];
  readonly address: Address;
  readonly amount: { readonly eth: string };
  readonly payments: readonly unknown[];
  readonly confirmations: { readonly seen: number; readonly required: number };
};

/** Terms that the API gives no shop, written where the engine reads them. */
export type Terms = {
  /** Seconds from the newest block's time. */
  readonly endsIn?: number;
  /** Seconds from the clock on the wall: the past, for a network that has stood still since. */
  readonly endedAt?: number;
  /** Seconds after the end in which late money still counts. */
  readonly grace?: number;
  /** Native coin of this network is another way to pay. */
  readonly alsoOn?: number;
};

const LOCAL = 31337;
const SEPOLIA = 11_155_111;
const BASE_SEPOLIA = 84_532;
/** Offered here and scanned by nobody. */
export const UNSCANNED = 31_338;
/** Seems to be scanned: its last block is far ahead. */
export const SCANNED = SEPOLIA;
/** Has made no block for too long. */
export const STOPPED = BASE_SEPOLIA;
const WAIT_MS = 60_000;

/** The local chain, the database behind the product, and a merchant who can be asked. */
export function openStage({ demo, chain, api }: { demo: Demo; chain: ReturnType<typeof connectToChain>; api: Api }) {
  const sql = postgres(demo.databaseUrl, { max: 1, onnotice: () => {} });
  async function chainTime(): Promise<number> {
    return Number((await chain.getBlock()).timestamp);
  }

  async function arrange(id: string, terms: Terms): Promise<void> {
    const { endsIn, endedAt, grace = 86_400, alsoOn } = terms;
    if (alsoOn !== undefined) {
      await sql`
        insert into session_quotes
        select (jsonb_populate_record(q, jsonb_build_object('chain_id', ${alsoOn}::int, 'position', q.position + 50))).*
        from session_quotes q where q.session_id = ${id} and q.chain_id = ${LOCAL} and q.asset = 'native'`;
    }
    if (endsIn === undefined && endedAt === undefined) return;
    const end = endedAt === undefined ? (await chainTime()) + (endsIn ?? 0) : Date.now() / 1_000 - endedAt;
    const [expires, until] = [new Date(end * 1_000), new Date((end + grace) * 1_000)];
    await sql`update session_quotes set expires_at = ${expires}, grace_until = ${until} where session_id = ${id}`;
    await sql`update checkout_sessions set expires_at = ${expires}, grace_until = ${until}, look_at = ${expires} where id = ${id}`;
  }

  return {
    arrange,
    create: async (wishes: object): Promise<Session> =>
      (await api("POST", "/checkout_sessions", {
        amount: { value: "50.00", currency: "USD" },
        description: "Darjeeling first flush, 100 g",
        returnUrl: "https://tea.example/orders/42",
        cancelUrl: "https://tea.example/basket",
        ...wishes,
      })) as Session,
    async until(id: string, isReached: (session: Session) => boolean): Promise<void> {
      await expect
        .poll(async () => isReached((await api("GET", `/checkout_sessions/${id}`)) as Session), {
          timeout: WAIT_MS,
          intervals: [100],
        })
        .toBe(true);
    },
    /** A share of what the session asks for, or dollars in a token that it does not take, from an account of the node. */
    async pay({ address, amount }: Session, how: { percent: number; with?: "ether" | "token" }): Promise<void> {
      const [, account] = await chain.getAddresses();
      if (!account) throw new Error("the local chain has a second account");
      const value = (parseUnits(amount.eth, 18) * BigInt(how.percent)) / 100n;
      if (how.with !== "token") return void (await chain.sendTransaction({ account, to: address, value }));
      const data = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [address, parseUnits("50", 6)] });
      await chain.sendTransaction({ account, to: demo.tokens.USDT as Address, data });
    },
    /** Ahead of the clock on the wall: nothing here runs out by itself, and a held chain is not a late one. */
    async moveAhead(seconds: number): Promise<void> {
      await chain.increaseTime({ seconds });
      await chain.mine({ blocks: 1 });
    },
    async holdChain(): Promise<void> {
      await chain.setIntervalMining({ interval: 0 });
    },
    mine: (blocks: number) => chain.mine({ blocks }),
    /** The merchant as customers see it, and how far two public networks are known: as if somebody had scanned them. */
    async dress(): Promise<void> {
      const ahead = new Date(((await chainTime()) + 864_000) * 1_000);
      await sql`update merchants set name = 'Tea House', support_email = 'help@tea.example'`;
      for (const [chainId, time, stalled] of [
        [SCANNED, ahead, false],
        [STOPPED, new Date(0), true],
      ] as const) {
        const hash = `0x${chainId.toString(16).padStart(64, "0")}`;
        await sql`insert into blocks (chain_id, hash, number, parent_hash, time) values (${chainId}, ${hash}, 1, ${hash}, ${time})`;
        await sql`
          insert into network_cursors (chain_id, number, hash, time, passed_time, stalled)
          values (${chainId}, 1, ${hash}, ${time}, ${time}, ${stalled})`;
      }
    },
    async close(): Promise<void> {
      await chain.setIntervalMining({ interval: 1 });
      await sql`update merchants set name = 'Demo shop', support_email = null`;
      await sql`delete from network_cursors where chain_id in (${SCANNED}, ${STOPPED})`;
      await sql.end({ timeout: 5 });
    },
  };
}

export type Stage = ReturnType<typeof openStage>;
