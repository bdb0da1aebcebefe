import type { ScanResult } from "@/lib/chains/chain";
import { NATIVE } from "@/lib/checkout/assets";
import type { Random } from "./random";

export type Hiding = ReturnType<typeof makeHiding>;

/** Nodes that leave out, of an answer that fits together, what was swept, what was sent in plain sight, or both. */
export function makeHiding(random: Random, likely: number) {
  const chains = new Set<number>();
  let isOn = true;
  return {
    /** Chains whose coin is not yet all told by logs and bodies: only balances, compared, add up there. */
    chains: chains as ReadonlySet<number>,
    thin(chainId: number, result: ScanResult): ScanResult {
      const coins = result.transfers.filter(({ asset }) => asset === NATIVE);
      if (coins.length + result.sweeps.length === 0 || !isOn || !random.chance(likely)) return result;
      chains.add(chainId);
      const kind = random.pick(["sweeps", "sends", "both"] as const);
      return {
        ...result,
        transfers: kind === "sweeps" ? result.transfers : result.transfers.filter(({ asset }) => asset !== NATIVE),
        sweeps: kind === "sends" ? result.sweeps : [],
      };
    },
    /** From now on all is told. */
    stop(): void {
      isOn = false;
    },
    /** All was read again, and told. */
    reveal(): void {
      chains.clear();
    },
  };
}
