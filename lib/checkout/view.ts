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

/** A verified block of one of these networks is so old that a payment may be there which we have not seen. */
export function isCheckingDelayed(view: View, chainIds: readonly number[]): boolean {
  return chainIds.some((chainId) => view.now - (view.networks.get(chainId)?.scannedTime ?? 0) > DELAY_MS);
}
