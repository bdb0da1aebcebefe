/** More than any window. */
const ANY = Number.MAX_SAFE_INTEGER;
/** Plans change, and a limit on results passes with the crowd: what was learned is tried again after so long. */
const KEPT_MS = 600_000;

/** How many blocks one question for logs may span at one node, learned from its refusals. */
export type LogReach = {
  blocks(): number;
  /** Blocks that would pass, >= 1. Of several limits the smallest stands. */
  learn(blocks: number): void;
};

export function logReach(now: () => number): LogReach {
  let learned = ANY;
  let until = 0;
  const blocks = () => (now() < until ? learned : ANY);
  return {
    blocks,
    learn(passes) {
      learned = Math.min(blocks(), passes);
      until = now() + KEPT_MS;
    },
  };
}
