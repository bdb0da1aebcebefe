import { createHash } from "node:crypto";
import {
  type BlockHeader,
  type Chain,
  ChainEvidenceError,
  ChainUnreachableError,
  type FoundTransfer,
  type Sweep,
} from "@/lib/chains/chain";
import { type AssetRef, findAsset, NATIVE } from "@/lib/checkout/assets";
import type { NativeWatch } from "@/lib/checkout/networks";
import type { Hiding } from "./hiding";
import { holdingOf, ledgerOf } from "./ledger";
import type { Random } from "./random";
import type { Schedule } from "./schedule";
import { type Block, type BlockTree, isInside, lineOf } from "./tree";

const PLACES_PER_TRANSACTION = 2 ** 24;
const PAYER = `0x${"aa".repeat(20)}`;
/** What an adapter makes of a node that is away, throttles, answers HTML or for another chain, or withholds. */
const FAILURES = [
  () => new ChainUnreachableError("The node did not answer in time."),
  () => new ChainUnreachableError("The node's answer cannot be read."),
  () => new ChainUnreachableError("The node refused: error 429."),
  () => new ChainEvidenceError("The node is on chain 1."),
  () => new ChainEvidenceError("The node withholds logs."),
];

/**
 * A chain as an adapter shows it, whose nodes lie in all ways that an adapter cannot see: they lag, go backwards, stand on
 * another fork, change between two questions, claim a head that never was, leave out what was sent and swept; or in ways that
 * it does see, and throws.
 *
 * @param lies how likely each answer is one
 * @param nativeWatch whether the bodies of blocks are read for the coin that is sent in plain sight
 * @param traces how likely the asked node is one that traces
 */
export function lyingChain(
  tree: BlockTree,
  {
    schedule,
    owner,
    random,
    lies,
    nativeWatch,
    traces,
    hiding,
  }: {
    schedule: Schedule;
    owner: string;
    random: Random;
    lies: () => number;
    nativeWatch: NativeWatch;
    traces: number;
    hiding: Hiding;
  },
): Chain {
  const { network } = tree;
  const ask = <T>(label: string, answer: () => T): Promise<T> =>
    schedule.enter({ owner, label: `${network.chainId} ${label}` }, async () => answer());

  /** The branch that the asked node takes for the truth. */
  function tipSeen(): Block {
    const tip = tree.tip();
    if (!random.chance(lies())) return tip;
    const line = lineOf(tip);
    switch (random.int(0, 3)) {
      case 0:
        throw random.pick(FAILURES)();
      case 1:
        return line[Math.max(0, tip.number - random.int(1, 12))] as Block;
      default:
        return random.pick(tree.leaves());
    }
  }

  return {
    network,
    head: () =>
      ask("head", () => {
        const tip = tipSeen();
        return random.chance(lies() / 8) ? phantom(tip, random) : headerOf(tip);
      }),
    headerAt: (number) =>
      ask(`header ${number}`, () => {
        const block = lineOf(tipSeen())[number];
        return block ? headerOf(block) : null;
      }),
    scan: async ({ from, to }, matcher) => {
      const blocks = await ask(`scan ${from}-${to}`, () => {
        const line = lineOf(tipSeen());
        if (line.length <= to) throw new ChainEvidenceError(`The node has no block ${to}, though it has later ones.`);
        return line.slice(from, to + 1);
      });
      const found = blocks
        .flatMap(transfersOf)
        .filter(({ kind }) => kind === "token" || (kind === "native" && nativeWatch === "blocks"));
      const recipients = [...new Set(found.map((transfer) => transfer.to))];
      const ours = recipients.length === 0 ? new Set<string>() : await matcher(recipients);
      const transfers = found.filter(({ to: recipient }) => ours.has(recipient));
      return hiding.thin(network.chainId, { blocks: blocks.map(headerOf), transfers, sweeps: blocks.flatMap(sweepsOf) });
    },
    lookUp: async () => null,
    secondWord: async () => "alone",
    secondBalances: async () => "alone",
    balances: (addresses, { number, hash }) =>
      ask(`balances ${number}`, () => {
        const block = lineOf(tipSeen())[number];
        if (block?.hash !== hash) throw new ChainEvidenceError("The node does not know that block.");
        return new Map(addresses.map((address) => [address, holdingOf(block, address)]));
      }),
    attribute: (addresses, { number, hash }) =>
      ask(`attribute ${number}`, () => {
        const block = lineOf(tipSeen())[number];
        if (block?.hash !== hash) throw new ChainEvidenceError("The node does not know that block.");
        const ours = transfersOf(block).filter(({ to }) => addresses.has(to));
        const received = ours.filter(({ kind }) => kind === "internal");
        return {
          sends: ours.filter(({ kind }) => kind === "native"),
          inside: random.chance(traces) ? { received, spent: spentIn(block) } : null,
        };
      }),
  };
}

function headerOf({ number, hash, parent, time }: Block): BlockHeader {
  return { number, hash, parentHash: parent?.hash ?? `0x${"0".repeat(64)}`, time };
}

/** A head that exists on no branch. */
function phantom(tip: Block, random: Random): BlockHeader {
  const hash = `0x${createHash("sha256").update(random.bytes(8)).digest("hex")}`;
  return { number: tip.number + random.int(0, 2), hash, parentHash: random.chance(0.5) ? tip.hash : hash, time: tip.time };
}

/** As the factory's logs tell it: of the coin alone, since tokens tell their own transfers. */
function sweepsOf(block: Block): Sweep[] {
  return ledgerOf(block)
    .swept.filter(({ asset }) => asset === NATIVE)
    .map(({ treasury, index, amount }) => ({
      treasury,
      index: BigInt(index),
      amount,
      blockHash: block.hash,
      blockNumber: block.number,
    }));
}

function spentIn(block: Block): ReadonlyMap<string, bigint> {
  const spent = new Map<string, bigint>();
  for (const { address, asset, amount } of ledgerOf(block).swept) {
    if (asset === NATIVE) spent.set(address, (spent.get(address) ?? 0n) + amount);
  }
  return spent;
}

/** Payments, and what sweeps bring the treasury: that is no address of ours. */
function transfersOf(block: Block): FoundTransfer[] {
  const sweptTokens = ledgerOf(block).swept.flatMap(({ treasury, asset, address, amount }, place): FoundTransfer[] =>
    asset === NATIVE || findAsset(block.chainId, asset as AssetRef) === null
      ? []
      : [
          {
            chainId: block.chainId,
            asset: asset as AssetRef,
            kind: "token",
            amount,
            from: address,
            to: treasury,
            txHash: `0x${"5e".repeat(32)}`,
            position: `log:${place}`,
            blockHash: block.hash,
            blockNumber: block.number,
            blockTime: block.time,
            order: 2 ** 40 + place,
          },
        ],
  );
  const paid = block.transactions.flatMap(({ hash, payments }, index) =>
    payments.flatMap((payment, place): FoundTransfer[] => {
      const { to, asset, amount, position } = payment;
      const coin = isInside(payment) ? "internal" : "native";
      return amount === 0n || findAsset(block.chainId, asset) === null
        ? []
        : [
            {
              chainId: block.chainId,
              asset,
              kind: asset === NATIVE ? coin : "token",
              amount,
              from: PAYER,
              to,
              txHash: hash,
              position,
              blockHash: block.hash,
              blockNumber: block.number,
              blockTime: block.time,
              order: index * PLACES_PER_TRANSACTION + place,
            },
          ];
    }),
  );
  return [...paid, ...sweptTokens];
}
