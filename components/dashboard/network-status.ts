import type { Tone } from "../ui/status";
import { spanWords } from "../ui/time-words";

/** What changes by itself; /api/health tells it too. */
export type NetworkProgress = {
  readonly chainId: number;
  readonly scannedThrough: number | null;
  readonly lastScanSecondsAgo: number | null;
  readonly stalled: boolean;
};

export type NetworkLine = NetworkProgress & {
  readonly name: string;
  readonly symbols: readonly string[];
  readonly confirmations: number;
  readonly connected: boolean;
};

/** A scan that last got through so long ago shows payments late. */
const LATE_SECONDS = 120;

export function networkStatus({ connected, stalled, lastScanSecondsAgo }: NetworkLine): { tone: Tone; word: string } {
  if (!connected) return { tone: "quiet", word: "Not connected" };
  if (stalled) return { tone: "bad", word: "Stands still" };
  if (lastScanSecondsAgo === null) return { tone: "wait", word: "Starting" };
  if (lastScanSecondsAgo > LATE_SECONDS) return { tone: "warn", word: `Read ${spanWords(lastScanSecondsAgo * 1_000)} ago` };
  return { tone: "good", word: "Connected" };
}
