import type { SessionFacts } from "../derive";
import { amountDue, type Quote, type QuoteMethod, type Tolerance, thresholds } from "../quote";
import type { Settlement } from "../session";
import type { Transfer } from "../transfer";
import type { NetworkView, View } from "../view";

/**
 * A small world for tests of the core: one or two local chains with a block every two seconds, a session of 50.00 USD
 * that opens at block 100. Valid objects, to be overridden.
 */
export const OPENED_AT_BLOCK = 100;
export const BLOCK_MS = 2_000;
export const CREATED_AT = 1_700_000_000_000;
export const TTL_MS = 60_000;
export const GRACE_MS = 60_000;
export const CHAIN = 31337;
export const OTHER_CHAIN = 31338;
export const USDC = "0x00000000000000000000000000000000000000c1";
export const PRICE = { minor: 5_000n, currency: "USD" };
export const TOLERANCE: Tolerance = { under: 25n, over: 25n, dust: 5n };

export function timeOf(block: number): number {
  return CREATED_AT + (block - OPENED_AT_BLOCK) * BLOCK_MS;
}

/** The last block that is still on time, and the last that is still within grace. */
export const LAST_ON_TIME = OPENED_AT_BLOCK + TTL_MS / BLOCK_MS;
export const LAST_IN_GRACE = LAST_ON_TIME + GRACE_MS / BLOCK_MS;

const RATE = { base: "ETH", quote: "USD", value: "2500", usd: "2500", lockedAt: CREATED_AT, sources: [] };

export function method(overrides: Partial<QuoteMethod> = {}, tolerance: Tolerance = TOLERANCE): QuoteMethod {
  const due = overrides.due ?? amountDue({ price: PRICE.minor, fiatDecimals: 2, rate: { num: 2_500n, den: 1n }, decimals: 18 });
  return {
    chainId: CHAIN,
    asset: "native",
    address: "0xAAAA",
    due,
    ...thresholds(due, PRICE.minor, tolerance),
    confirmations: 3,
    rate: RATE,
    ...overrides,
  };
}

export const ETHER = method();
export const DOLLARS = method({ asset: USDC, due: 50_000_000n });
export const OTHER_ETHER = method({ chainId: OTHER_CHAIN, confirmations: 5 });

export function quote(overrides: Partial<Quote> = {}): Quote {
  const startsAt = overrides.startsAt ?? CREATED_AT;
  return {
    number: 1,
    startsAt,
    expiresAt: startsAt + TTL_MS,
    graceUntil: startsAt + TTL_MS + GRACE_MS,
    tolerance: TOLERANCE,
    methods: [ETHER],
    ...overrides,
  };
}

export function facts(
  overrides: Partial<Omit<SessionFacts, "session">> & { session?: Partial<SessionFacts["session"]> } = {},
): SessionFacts {
  return {
    quotes: [quote()],
    transfers: [],
    acceptance: null,
    settlement: null,
    announced: new Set(),
    ...overrides,
    session: {
      id: "cs_test",
      price: PRICE,
      chosen: { chainId: CHAIN, asset: "native" },
      createdAt: CREATED_AT,
      startSerials: new Map([
        [CHAIN, OPENED_AT_BLOCK],
        [OTHER_CHAIN, OPENED_AT_BLOCK],
      ]),
      deactivatedAt: null,
      holdBlocks: 20,
      ...overrides.session,
    },
  };
}

let serial = 0;

/** A payment of ether in that block; its id is its place, so that the same money is the same transfer. */
export function payment(block: number, amount: bigint, overrides: Partial<Transfer> = {}): Transfer {
  serial += 1;
  const id = overrides.id ?? `pay_${block}_${serial}`;
  return {
    id,
    chainId: CHAIN,
    asset: "native",
    kind: "native",
    amount,
    from: "0xbeef",
    to: "0xaaaa",
    txHash: `0x${id}`,
    position: "tx",
    order: serial,
    blockHash: `0x${block}`,
    blockNumber: block,
    blockSerial: block,
    blockTime: timeOf(block),
    orphanedAt: null,
    ...overrides,
  };
}

const BLOCK_TIMES = new Map(Array.from({ length: 600 }, (_, block) => [block, timeOf(block)]));

/** Both chains verified through that block. */
export function viewAt(block: number, overrides: Partial<Record<number, Partial<NetworkView>>> = {}): View {
  const time = timeOf(block);
  const networks = [CHAIN, OTHER_CHAIN].map((chainId): [number, NetworkView] => [
    chainId,
    {
      scannedThrough: block,
      serial: block,
      scannedTime: time,
      passedTime: time,
      stalled: false,
      balancesFailingSince: null,
      blockTimes: BLOCK_TIMES,
      ...overrides[chainId],
    },
  ]);
  return { now: time, networks: new Map(networks) };
}

/** What the store would hold after a derivation was written. */
export function written(
  before: SessionFacts,
  result: { projection: { settlement: Settlement | null }; events: readonly { key: string }[] },
): SessionFacts {
  return {
    ...before,
    settlement: result.projection.settlement,
    announced: new Set([...before.announced, ...result.events.map((event) => event.key)]),
  };
}
