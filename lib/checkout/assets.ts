/** The native coin of a network stands in place of a contract address under this word. */
export const NATIVE = "native";

/** `native`, or a token's contract address in lower case. */
export type AssetRef = typeof NATIVE | `0x${string}`;

/**
 * Something a session can be paid with. Identity is network and contract, never the symbol: anyone can deploy a
 * token named USDC. Decimals are ours, never the chain's (engine.md 5).
 */
export type Asset = {
  readonly chainId: number;
  readonly contract: AssetRef;
  readonly symbol: string;
  readonly name: string;
  readonly decimals: number;
  /** What exchanges quote it as: `ETH`, `POL`, `BNB`, `USDC` … */
  readonly rateSymbol: string;
  /** The currency a stablecoin stands for, or null. */
  readonly peg: string | null;
};

function native(chainId: number, symbol: string, name: string): Asset {
  return { chainId, contract: NATIVE, symbol, name, decimals: 18, rateSymbol: symbol, peg: null };
}

function usd(chainId: number, symbol: "USDC" | "USDT" | "DAI", decimals: number, contract: `0x${string}`): Asset {
  const name = { USDC: "USD Coin", USDT: "Tether USD", DAI: "Dai" }[symbol];
  return { chainId, contract, symbol, name, decimals, rateSymbol: symbol, peg: "USD" };
}

/** Demo tokens come from the deterministic deployer, so their addresses are the same on every local chain. */
export const LOCAL_USDC = "0x835814f126a44e16ebbddaf65fa20f8e63d51358";
export const LOCAL_USDT = "0x5d7baa915bffd99c4ac4f034bcb3ca4b209894da";

/** The allow-list. Addresses are the issuers' own publications; a token that is absent is never counted. */
export const ASSETS: readonly Asset[] = [
  native(31337, "ETH", "Ether"),
  usd(31337, "USDC", 6, LOCAL_USDC),
  usd(31337, "USDT", 6, LOCAL_USDT),
  native(31338, "ETH", "Ether"),
  usd(31338, "USDC", 6, LOCAL_USDC),
  usd(31338, "USDT", 6, LOCAL_USDT),

  native(11155111, "ETH", "Ether"),
  usd(11155111, "USDC", 6, "0x1c7d4b196cb0c7b01d743fbc6116a902379c7238"),
  native(84532, "ETH", "Ether"),
  usd(84532, "USDC", 6, "0x036cbd53842c5426634e7929541ec2318f3dcf7e"),

  native(1, "ETH", "Ether"),
  usd(1, "USDC", 6, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"),
  usd(1, "USDT", 6, "0xdac17f958d2ee523a2206206994597c13d831ec7"),
  usd(1, "DAI", 18, "0x6b175474e89094c44da98b954eedeac495271d0f"),
  native(8453, "ETH", "Ether"),
  usd(8453, "USDC", 6, "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"),
  usd(8453, "DAI", 18, "0x50c5725949a6f0c72e6c4a641f24049a917db0cb"),
  native(137, "POL", "POL"),
  usd(137, "USDC", 6, "0x3c499c542cef5e3811e1192ce70d8cc03d5c3359"),
  usd(137, "USDT", 6, "0xc2132d05d31c914a87c6611c10748aeb04b58e8f"),
  usd(137, "DAI", 18, "0x8f3cf7ad23cd3cadbd9735aff958023239c6a063"),
  native(42161, "ETH", "Ether"),
  usd(42161, "USDC", 6, "0xaf88d065e77c8cc2239327c5edb3a432268e5831"),
  usd(42161, "USDT", 6, "0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9"),
  usd(42161, "DAI", 18, "0xda10009cbd5d07dd0cecc66161fc93d7c9000da1"),
  native(10, "ETH", "Ether"),
  usd(10, "USDC", 6, "0x0b2c639c533813f4aa9d7837caf62653d097ff85"),
  usd(10, "USDT", 6, "0x94b008aa00579c1307b0ef2c499ad98a8ce58e58"),
  usd(10, "DAI", 18, "0xda10009cbd5d07dd0cecc66161fc93d7c9000da1"),
  native(56, "BNB", "BNB"),
  usd(56, "USDC", 18, "0x8ac76a51cc950d9822d68b83fe1ad97b32cd580d"),
  usd(56, "USDT", 18, "0x55d398326f99059ff775485246999027b3197955"),
];

const BY_KEY = new Map(ASSETS.map((asset) => [assetKey(asset.chainId, asset.contract), asset]));

/** One string for one asset on one network. */
export function assetKey(chainId: number, contract: AssetRef): string {
  return `${chainId}:${contract}`;
}

/** The listed asset, or null for one that is not listed there. */
export function findAsset(chainId: number, contract: string): Asset | null {
  return BY_KEY.get(`${chainId}:${contract.toLowerCase()}`) ?? null;
}

/** The listed asset that a caller named by symbol or by contract on that network, or null. */
export function findAssetByName(chainId: number, symbolOrContract: string): Asset | null {
  const symbol = symbolOrContract.toUpperCase();
  return findAsset(chainId, symbolOrContract) ?? assetsOf(chainId).find((asset) => asset.symbol === symbol) ?? null;
}

export function assetsOf(chainId: number): readonly Asset[] {
  return ASSETS.filter((asset) => asset.chainId === chainId);
}
