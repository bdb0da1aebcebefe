import { type AssetRef, assetsOf } from "@/lib/checkout/assets";
import type { Random } from "./random";
import type { Payment, SweepOrder } from "./tree";

/** One way to pay, as the session promised it. Never changes. */
export type Line = {
  readonly chainId: number;
  readonly asset: AssetRef;
  readonly due: bigint;
  readonly minDue: bigint;
  readonly maxOk: bigint;
  readonly confirmations: number;
};

/** What a session promised when it was created, read from its quote. */
export type Terms = {
  readonly id: string;
  /** Lower case; the wallet's of that index. */
  readonly address: string;
  readonly index: number;
  readonly price: bigint;
  readonly under: bigint;
  readonly over: bigint;
  readonly dust: bigint;
  readonly chosen: Pick<Line, "chainId" | "asset">;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly graceUntil: number;
  readonly lines: readonly Line[];
};

/** To be sent from that moment on. Several payments travel in one transaction, as batch payouts do; so do several sweeps. */
export type Plan = {
  readonly at: number;
  readonly chainId: number;
  readonly payments: readonly Payment[];
  readonly sweeps: readonly SweepOrder[];
};

const FAKE_TOKEN: AssetRef = `0x${"fa".repeat(20)}`;
const MAX_DELAY_MS = 150_000;

type Sum = { readonly line: Pick<Line, "chainId" | "asset">; readonly amount: bigint };

/** What a customer sends to that session's address: one of the ways in which customers do. */
export function planPayments(terms: Terms, chainIds: readonly number[], random: Random): Plan[] {
  const { address, expiresAt, graceUntil, createdAt } = terms;
  const soon = () => createdAt + random.int(0, MAX_DELAY_MS);
  const late = () => expiresAt + random.int(0, graceUntil - expiresAt);
  const send = (at: number, ...sums: readonly Sum[]): Plan => {
    const isByContract = sums.length > 1 || random.chance(0.4);
    const coin = (place: number) => (isByContract ? `trace:0.${place}` : "tx");
    return {
      at,
      chainId: sums[0]?.line.chainId ?? 0,
      sweeps: [],
      payments: sums.map(({ line, amount }, place) => ({
        to: address,
        asset: line.asset,
        amount,
        position: line.asset === "native" ? coin(place) : `log:${place}`,
      })),
    };
  };
  const line = random.pick(terms.lines);
  const half = { line, amount: line.due / 2n };
  const rest = { line, amount: line.due - line.due / 2n };
  const all = { line, amount: line.due };
  switch (random.int(0, 17)) {
    case 0:
    case 1:
    case 2:
      return [send(soon(), all)];
    case 3:
      return [send(soon(), { line, amount: random.pick([line.minDue, line.maxOk]) })];
    case 4:
      return [send(soon(), { line, amount: random.pick([line.minDue - 1n, line.maxOk + 1n]) })];
    case 5:
      return [send(soon(), half)];
    case 6:
      return [send(soon(), { line, amount: line.due * 2n })];
    case 7:
      return [send(soon(), half), send(soon(), rest)];
    case 8: {
      const other = random.pick(terms.lines);
      return [send(soon(), half), send(soon(), { line: other, amount: (other.due + 1n) / 2n })];
    }
    case 9:
      return [send(soon(), all), send(random.chance(0.5) ? soon() : late(), all)];
    case 10:
      return [send(soon(), { line, amount: random.pick([1n, line.due / 1_000n + 1n]) })];
    case 11:
      return [send(late(), all)];
    case 12:
      return [send(soon(), half), send(late(), rest)];
    case 13:
      return [send(graceUntil + random.int(1_000, 60_000), all)];
    case 14: {
      const listed = chainIds.flatMap((chainId) => assetsOf(chainId).map(({ contract: asset }) => ({ chainId, asset })));
      return [send(soon(), { line: random.pick(listed), amount: line.due })];
    }
    case 15:
      return [
        send(soon(), { line: { chainId: line.chainId, asset: FAKE_TOKEN }, amount: line.due }),
        send(soon(), { line, amount: 0n }),
      ];
    case 16:
      return [send(soon(), half, rest)];
    default:
      return [];
  }
}

/** The merchant's own act, whenever it comes to mind: some addresses, whatever became of their sessions. */
export function planSweep(
  sessions: readonly Terms[],
  { treasury, chainIds, now, random }: { treasury: string; chainIds: readonly number[]; now: number; random: Random },
): Plan {
  const chainId = random.pick(chainIds);
  const tokens = assetsOf(chainId).flatMap(({ contract }) => (contract === "native" ? [] : [contract]));
  const chosen = sessions.filter(() => random.chance(0.5));
  const sweeps = (chosen.length > 0 ? chosen : [random.pick(sessions)]).map(({ address, index }) => ({
    address,
    treasury,
    index,
    tokens: random.chance(0.5) ? tokens : [],
  }));
  return { at: now + random.int(0, MAX_DELAY_MS / 5), chainId, payments: [], sweeps };
}
