import { type AssetRef, NATIVE } from "./assets";

/** What this scanner has verified of one network. */
export type NetworkView = {
  /** The last block whose hash and logs were verified (D10). */
  readonly scannedThrough: number;
  /** That block's serial (Transfer.blockSerial). */
  readonly serial: number;
  /** That block's time, epoch milliseconds. */
  readonly scannedTime: number;
  /** The latest block time ever verified here: a reorg lowers `scannedTime`, never this. Expiry looks at this one. */
  readonly passedTime: number;
  /** The chain has stood still, its head scanned, beyond its `maxStall`. */
  readonly stalled: boolean;
  /** Since when balances could not be compared here, so that coin which contracts sent may lie unseen; null: they can be. */
  readonly balancesFailingSince: number | null;
  /** Times (epoch milliseconds) of the verified blocks that the facts need: the block that gave the C-th confirmation. */
  readonly blockTimes: ReadonlyMap<number, number>;
};

/** The clock and, for each network by chain id, how far it is verified. A network that is absent was never scanned. */
export type View = {
  readonly now: number;
  readonly networks: ReadonlyMap<number, NetworkView>;
};

/** True once every one of these networks was verified beyond that moment (I8: no expiry by the clock alone). */
export function hasPassed(view: View, chainIds: readonly number[], moment: number): boolean {
  return chainIds.every((chainId) => {
    const network = view.networks.get(chainId);
    return network !== undefined && network.passedTime > moment;
  });
}

/** Longer than a slow block, shorter than a person's patience. */
const DELAY_MS = 120_000;

/**
 * A payment by one of these methods may be there which we have not seen: its network's last verified block is too old, or, of
 * native coin, its balances have not been compared for too long.
 */
export function isCheckingDelayed(view: View, methods: readonly { chainId: number; asset: AssetRef }[]): boolean {
  return methods.some(({ chainId, asset }) => {
    const network = view.networks.get(chainId);
    const failingSince = asset === NATIVE ? network?.balancesFailingSince : null;
    return view.now - Math.min(network?.scannedTime ?? 0, failingSince ?? Number.POSITIVE_INFINITY) > DELAY_MS;
  });
}
