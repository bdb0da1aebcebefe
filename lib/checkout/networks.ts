/**
 * The networks Florin knows. Confirmations and finality depths: engine.md 2.1, 2.2 and 2.6. A network is offered only
 * while an RPC URL for it is configured.
 */
export type Network = {
  readonly chainId: number;
  /** CAIP-2, for example `eip155:8453`. */
  readonly caip2: string;
  /** The name that wallets show. */
  readonly name: string;
  readonly family: "evm";
  readonly livemode: boolean;
  /** A chain on this machine: its clock may be moved, its rates come from the fixed book, it has a test payer. */
  readonly local: boolean;
  /** Blocks, inclusion = 1, until a payment is confirmed. */
  readonly confirmations: number;
  /** Block hashes kept; a reorg deeper than this stops the scan with an incident. */
  readonly finalityDepth: number;
  readonly blockTimeMs: number;
  /** What a customer pays the network for a transfer, beside the others here: cents, or what is felt in a small purchase. */
  readonly fee: NetworkFee;
  /** A chain with no new block for so long is lost (engine.md 3.2); null: never given up. */
  readonly maxStallMs: number | null;
  /** Base URL of a block explorer, without a slash at the end, or null. */
  readonly explorer: string | null;
  /**
   * Told to customers' wallets that do not know the network (EIP-3085); open to everybody. Base, Base Sepolia,
   * Arbitrum and BNB Smart Chain: as their operators document; OP Mainnet, Sepolia and Polygon: out of the list of chains
   * that wallets hold theirs against (github.com/ethereum-lists/chains). Null: a local chain, and Ethereum, which every wallet knows.
   */
  readonly publicRpcUrl: string | null;
};

export type NetworkFee = "low" | "high";

/** How a network's native coin is found: in the body of every block, or by the balances of our addresses alone. */
export type NativeWatch = "blocks" | "balances";

const DAY_MS = 86_400_000;
const MAX_STALL_MS = 7 * DAY_MS;

function local(chainId: number, name: string): Network {
  return {
    chainId,
    name,
    caip2: `eip155:${chainId}`,
    family: "evm",
    livemode: false,
    local: true,
    confirmations: 3,
    finalityDepth: 64,
    blockTimeMs: 2_000,
    fee: "low",
    maxStallMs: null,
    explorer: null,
    publicRpcUrl: null,
  };
}

type Public = Pick<Network, "chainId" | "name" | "livemode" | "confirmations" | "finalityDepth" | "blockTimeMs"> & {
  explorer: string;
  /** Absent: low. */
  fee?: NetworkFee;
  publicRpcUrl: string | null;
};

function evm(facts: Public): Network {
  return { fee: "low", ...facts, caip2: `eip155:${facts.chainId}`, family: "evm", local: false, maxStallMs: MAX_STALL_MS };
}

export const NETWORKS: readonly Network[] = [
  local(31337, "Local chain"),
  local(31338, "Second local chain"),
  evm({
    chainId: 11155111,
    name: "Sepolia",
    livemode: false,
    confirmations: 3,
    finalityDepth: 65,
    blockTimeMs: 12_000,
    explorer: "https://sepolia.etherscan.io",
    publicRpcUrl: "https://ethereum-sepolia-rpc.publicnode.com",
  }),
  evm({
    chainId: 84532,
    name: "Base Sepolia",
    livemode: false,
    confirmations: 5,
    finalityDepth: 30,
    blockTimeMs: 2_000,
    explorer: "https://sepolia.basescan.org",
    publicRpcUrl: "https://sepolia.base.org",
  }),
  evm({
    chainId: 1,
    name: "Ethereum",
    fee: "high",
    livemode: true,
    confirmations: 12,
    finalityDepth: 65,
    blockTimeMs: 12_000,
    explorer: "https://etherscan.io",
    publicRpcUrl: null,
  }),
  evm({
    chainId: 8453,
    name: "Base",
    livemode: true,
    confirmations: 60,
    finalityDepth: 600,
    blockTimeMs: 2_000,
    explorer: "https://basescan.org",
    publicRpcUrl: "https://mainnet.base.org",
  }),
  evm({
    chainId: 137,
    name: "Polygon",
    livemode: true,
    confirmations: 50,
    finalityDepth: 200,
    blockTimeMs: 2_000,
    explorer: "https://polygonscan.com",
    publicRpcUrl: "https://polygon-bor-rpc.publicnode.com",
  }),
  evm({
    chainId: 42161,
    name: "Arbitrum One",
    livemode: true,
    confirmations: 120,
    finalityDepth: 240,
    blockTimeMs: 250,
    explorer: "https://arbiscan.io",
    publicRpcUrl: "https://arb1.arbitrum.io/rpc",
  }),
  evm({
    chainId: 10,
    name: "OP Mainnet",
    livemode: true,
    confirmations: 60,
    finalityDepth: 600,
    blockTimeMs: 2_000,
    explorer: "https://optimistic.etherscan.io",
    publicRpcUrl: "https://mainnet.optimism.io",
  }),
  evm({
    chainId: 56,
    name: "BNB Smart Chain",
    livemode: true,
    confirmations: 15,
    finalityDepth: 30,
    blockTimeMs: 750,
    explorer: "https://bscscan.com",
    publicRpcUrl: "https://bsc-dataseed.bnbchain.org",
  }),
];

const BY_ID = new Map(NETWORKS.map((network) => [network.chainId, network]));

/** Chain ids of the networks with real money, or of those without. */
export function chainIdsOf(livemode: boolean): number[] {
  return NETWORKS.filter((network) => network.livemode === livemode).map(({ chainId }) => chainId);
}

export function findNetwork(chainId: number): Network | null {
  return BY_ID.get(chainId) ?? null;
}

/** A network that a stored row names: absence is a defect, not an input. */
export function networkOf(chainId: number): Network {
  const network = BY_ID.get(chainId);
  if (!network) throw new Error(`unknown network ${chainId}`);
  return network;
}
