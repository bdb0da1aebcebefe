import type { Row } from "postgres";
import type { Terms } from "./plans";
import { type Counted, countable, isEnough, isTooMuch, paymentsIn } from "./reference";
import { retell, type Stored } from "./retell";
import { isOnLine, lineOf } from "./tree";
import { heightAbove, type World } from "./world";

/** A success stands on payments that some branch really showed, deep enough, and on nothing else (D1 to D3). */
export function judgeSettlement(
  terms: Terms,
  row: Row,
  { world, transfers }: { world: World; transfers: readonly Row[] },
): string[] {
  if (!row.settled) return [];
  const told = (problem: string) => [`session ${terms.id} was settled as ${row.settled}, but ${problem}`];
  const asTold = retell(transfers as readonly (Row & Stored)[]);
  const everywhere = countable(
    terms,
    world.trees.flatMap((tree) => tree.all.flatMap((block) => asTold(paymentsIn(block), block))),
  );
  const byKey = new Map(everywhere.map((one) => [one.paid.key, one]));
  const ids = row.counted_ids as string[];
  const keyOf = (id: string) => transfers.find((one) => one.id === id)?.key;
  const counted = ids.flatMap((id) => byKey.get(keyOf(id)) ?? []);
  if (counted.length !== ids.length || new Set(ids).size !== ids.length) return told("it counts what cannot count");
  const completing = byKey.get(keyOf(row.completing_id));
  if (!completing || !counted.includes(completing)) return told("nothing of it completes");

  const ordered = everywhere.filter((one) => counted.includes(one));
  const before = ordered.slice(0, ordered.indexOf(completing));
  if (!isEnough(terms, [...before, completing])) return told("it was not enough");
  if (isEnough(terms, before)) return told("it had been enough before");
  if (row.settled !== (completing.isLate ? "paid_late" : "paid")) return told("the completing payment's time says otherwise");
  if (row.settled_over !== isTooMuch(terms, counted)) return told(`over is ${row.settled_over}`);
  if (counted.some((one) => !isDeep(one, world))) return told("no branch ever gave it its confirmations");
  if (counted.some((one) => counted.some((other) => !fits(one, other)))) return told("no branch ever held all of it");
  const rowOf = ({ paid }: Counted) => transfers.find(({ key }) => key === paid.key);
  /** Coin that only a balance showed, after it was settled: D3 leaves it out. */
  const isLearnedLater = (one: Counted) => {
    const stored = rowOf(one);
    return one.paid.asset === "native" && Number(stored?.told_at) > Number(stored?.success_at);
  };
  if (everywhere.some((one) => isBefore(one, completing, everywhere) && !counted.includes(one) && !isLearnedLater(one))) {
    return told("an earlier payment of that branch does not count");
  }
  return [];
}

function isDeep({ paid, line }: Counted, world: World): boolean {
  const tree = world.trees.find(({ network }) => network.chainId === line.chainId);
  return tree !== undefined && heightAbove(paid.block, tree) >= paid.block.number + line.confirmations - 1;
}

/** Both stand on one branch. */
function fits({ paid: { block: a } }: Counted, { paid: { block: b } }: Counted): boolean {
  return a.chainId !== b.chainId || (a.number <= b.number ? isOnLine(a, b) : isOnLine(b, a));
}

function isBefore(one: Counted, completing: Counted, ordered: readonly Counted[]): boolean {
  const { block } = completing.paid;
  if (one.paid.block.chainId !== block.chainId) return false;
  return ordered.indexOf(one) <= ordered.indexOf(completing) && lineOf(block).includes(one.paid.block);
}
