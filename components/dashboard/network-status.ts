import type { Tone } from "../ui/status";
import { spanWords } from "../ui/time-words";

/** What changes by itself; /api/health tells it too. */
export type NetworkProgress = {
  readonly chainId: number;
  readonly scannedThrough: number | null;
  /** Since the newest verified block was made, and since a scan last got through. */
  readonly behindSeconds: number | null;
  readonly lastScanSecondsAgo: number | null;
  /** For how long each scan has met a problem. */
  readonly failingSeconds: number | null;
  /** For how long balances, which show what contracts sent, could not be compared. */
  readonly balancesFailingSeconds: number | null;
  readonly stalled: boolean;
};

export type NetworkLine = NetworkProgress & {
  readonly name: string;
  readonly symbols: readonly string[];
  readonly confirmations: number;
  readonly connected: boolean;
};

/** Beyond this, a payment page says that checking is delayed. */
const LATE_SECONDS = 120;

type Progress = Omit<NetworkProgress, "chainId" | "scannedThrough"> & Pick<NetworkLine, "connected">;

export function networkStatus(line: Progress): { tone: Tone; word: string } {
  const { connected, stalled, behindSeconds, lastScanSecondsAgo, failingSeconds, balancesFailingSeconds } = line;
  if (!connected) return { tone: "quiet", word: "Not connected" };
  if (stalled) return { tone: "bad", word: "Stands still" };
  if (lastScanSecondsAgo === null) {
    return failingSeconds === null ? { tone: "wait", word: "Starting" } : { tone: "bad", word: "Cannot be read" };
  }
  if (lastScanSecondsAgo > LATE_SECONDS) return { tone: "warn", word: `Read ${spanWords(lastScanSecondsAgo * 1_000)} ago` };
  if ((behindSeconds ?? 0) > LATE_SECONDS) return { tone: "warn", word: `${spanWords((behindSeconds ?? 0) * 1_000)} behind` };
  if ((balancesFailingSeconds ?? 0) > LATE_SECONDS) return { tone: "warn", word: "Balances cannot be read" };
  return { tone: "good", word: "Connected" };
}
