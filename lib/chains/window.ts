import type { BlockHeader } from "./chain";

/** How far a network was verified. */
export type Cursor = Pick<BlockHeader, "number" | "hash">;

export type ScanPlan =
  /** Read these blocks, both included. */
  | { readonly kind: "advance"; readonly from: number; readonly to: number }
  /** The node's chain is not ours: find where they part, at `from` or below. */
  | { readonly kind: "rewind"; readonly from: number }
  | { readonly kind: "idle" };

/**
 * What one step of a scan does. A head below the cursor is a node that lags, not a reorg, unless its block differs from
 * ours at that height; and where ours is not kept any more (`oursAtHead` null), it is only waited for.
 *
 * @param oursAtHead our hash at the head's height, where that is at or below the cursor
 * @param maxBlocks of one window, >= 1
 */
export function planScan(
  cursor: Cursor,
  head: BlockHeader,
  { maxBlocks, oursAtHead }: { maxBlocks: number; oursAtHead: string | null },
): ScanPlan {
  if (head.number <= cursor.number) {
    const isOurs = oursAtHead === null || oursAtHead === head.hash;
    return isOurs ? { kind: "idle" } : { kind: "rewind", from: head.number };
  }
  if (head.number === cursor.number + 1 && head.parentHash !== cursor.hash) return { kind: "rewind", from: cursor.number };
  return { kind: "advance", ...windowAbove(cursor.number, head.number, maxBlocks) };
}

/** The next window above a verified block. `head` is above `verified`. */
export function windowAbove(verified: number, head: number, maxBlocks: number): { from: number; to: number } {
  return { from: verified + 1, to: Math.min(head, verified + maxBlocks) };
}

/**
 * Blocks to ask for after a failed window: what the provider says would pass, else half, so that its limit is found in a
 * few steps.
 */
export function narrower(blocks: number, told: number | null): number {
  return told !== null && told < blocks ? told : Math.max(1, Math.floor(blocks / 2));
}

/** Blocks to ask for after a good window: 5 % more, so that a limit once met is not met again at once. */
export function wider(blocks: number, maxBlocks: number): number {
  return Math.min(maxBlocks, Math.ceil(blocks * 1.05));
}
