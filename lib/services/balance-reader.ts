import { canonicalHashes } from "@/db/queries/blocks";
import { type BlockHeader, type BlockRef, type Chain, ChainEvidenceError } from "../chains/chain";
import type { App } from "./app";
import { BLOCK_QUESTIONS, type SearchReader } from "./find-changes";
import { type Doubts, findDoubts } from "./find-doubts";

/** Questions of one check to the nodes. What it does not reach is first in the next tick. */
const MAX_QUESTIONS = 60;

export type BalanceReader = SearchReader & {
  /** Undefined: the budget is spent. */
  readonly headerAt: (number: number) => Promise<BlockHeader | undefined>;
  /** What a second node doubts of balances that were read at that height; undefined: the budget is spent. */
  readonly doubtsAt: (
    balances: ReadonlyMap<string, bigint>,
    told: { readonly number: number; readonly addresses: readonly string[] },
  ) => Promise<Doubts | undefined>;
  /** Only one node is configured, as far as {@link doubtsAt} has found out. */
  readonly isAlone: () => boolean;
  readonly spend: (count: number) => boolean;
  readonly asked: () => number;
  /** The search is over: what was kept back for its blocks may be spent. */
  readonly release: () => void;
  /** Of the blocks of these hashes, those that are not kept. */
  readonly strangers: (hashes: readonly string[]) => BlockHeader[];
};

/** Reads balances at heights of the verified chain, within the budget of one check. */
export async function makeBalanceReader(
  app: App,
  { chain, at, lowest }: { chain: Chain; at: BlockRef; lowest: number },
): Promise<BalanceReader> {
  const { chainId } = chain.network;
  const ours = await canonicalHashes(app.database.db, { chainId, from: lowest, to: at.number });
  const headers = new Map<number, BlockHeader>();
  let questions = 0;
  let isAlone = false;
  // For the second word at `at`, without which nothing of all that was asked may be written down.
  let reserved = 1;
  const keptFor = new Set<number>();

  const left = () => MAX_QUESTIONS - reserved - questions;
  const spend = (count: number): boolean => {
    if (count > left()) return false;
    questions += count;
    return true;
  };
  const headerAt = async (number: number): Promise<BlockHeader | undefined> => {
    const known = headers.get(number);
    if (known) return known;
    if (!spend(1)) return undefined;
    const header = await chain.headerAt(number);
    const our = ours.get(number);
    if (header === null || (our !== undefined && our !== header.hash)) {
      throw new ChainEvidenceError("The node's chain is not the one that was scanned.");
    }
    headers.set(number, header);
    return header;
  };
  const hashAt = async (number: number) => ours.get(number) ?? (await headerAt(number))?.hash;
  return {
    headerAt,
    spend,
    left,
    keepFor(number) {
      if (keptFor.has(number)) return true;
      if (left() < BLOCK_QUESTIONS) return false;
      keptFor.add(number);
      reserved += BLOCK_QUESTIONS;
      return true;
    },
    release() {
      reserved = 0;
    },
    isAlone: () => isAlone,
    asked: () => questions,
    async readAt(addresses, number) {
      const hash = await hashAt(number);
      if (hash === undefined || !spend(1)) return undefined;
      return chain.balances(addresses, { number, hash });
    },
    async doubtsAt(balances, { number, addresses }) {
      if (isAlone || addresses.length === 0) return new Map();
      const hash = await hashAt(number);
      if (number === at.number) reserved = 0;
      if (hash === undefined || !spend(1)) return undefined;
      const doubts = await findDoubts(chain, { balances, block: { number, hash }, addresses });
      if (doubts !== null) return doubts;
      isAlone = true;
      questions -= 1;
      return new Map();
    },
    strangers: (hashes) => [...headers.values()].filter(({ number, hash }) => !ours.has(number) && hashes.includes(hash)),
  };
}
