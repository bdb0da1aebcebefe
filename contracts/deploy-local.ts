import {
  concat,
  createTestClient,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  http,
  parseAbi,
  publicActions,
  walletActions,
  zeroHash,
} from "viem";
import factory from "./artefacts/deposit-factory.json";
import multicall from "./artefacts/local-multicall.json";
import usdc from "./artefacts/local-usdc.json";
import usdt from "./artefacts/local-usdt.json";

/** github.com/Arachnid/deterministic-deployment-proxy: takes salt ++ init code. Preinstalled on anvil. */
const DETERMINISTIC_DEPLOYER = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
/** Where viem, and the balance sweep, expect it on every network. */
const MULTICALL3 = "0xca11bde05977b3631167028862be2a173976ca11";
/** A billion of each token, both with six decimals, for each of the node's own accounts. */
const STOCK = 1_000_000_000n * 10n ** 6n;
const GAS = 3_000_000n;

const TOKEN_ABI = parseAbi(["function mint(address to, uint256 amount)"]);
const MULTICALL_ABI = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "function aggregate3(Call3[] calls) payable",
]);

export type LocalContracts = Readonly<Record<"multicall3" | "factory" | "usdc" | "usdt", Hex>>;

/** They follow from the frozen bytecode, so they are the same on every local chain. Lower case. */
export const LOCAL_CONTRACTS: LocalContracts = {
  multicall3: MULTICALL3,
  factory: addressOf(factory),
  usdc: addressOf(usdc),
  usdt: addressOf(usdt),
};

/**
 * Puts on a local anvil chain what public networks have: Multicall3, the deposit factory, a USDC and a USDT, and gives
 * the node's unlocked accounts a stock of both tokens. The node itself sends; no key is needed. What is there stays.
 *
 * @throws where the node is no anvil or has no unlocked account
 */
export async function deployLocalContracts(rpcUrl: string): Promise<LocalContracts> {
  const transport = http(rpcUrl, { batch: true, retryCount: 0 });
  const client = createTestClient({ mode: "anvil", transport }).extend(publicActions).extend(walletActions);
  const isMissing = async (address: Hex) => (await client.getCode({ address })) === undefined;

  const [accounts, noMulticall, ...absent] = await Promise.all([
    client.getAddresses(),
    isMissing(MULTICALL3),
    ...[factory, usdc, usdt].map((contract) => isMissing(addressOf(contract))),
  ]);
  const [sender] = accounts;
  if (!sender) throw new Error("the local chain has no unlocked account");
  if (noMulticall) await client.setCode({ address: MULTICALL3, bytecode: multicall.deployedBytecode as Hex });

  const missing = [factory, usdc, usdt].filter((_, position) => absent[position]);
  const calls: { to: Hex; data: Hex }[] = missing.map((contract) => ({ to: DETERMINISTIC_DEPLOYER, data: deployData(contract) }));
  const newTokens = missing.filter((contract) => contract !== factory).map(addressOf);
  if (newTokens.length > 0) calls.push({ to: MULTICALL3, data: mintData(newTokens, accounts) });
  if (calls.length === 0) return LOCAL_CONTRACTS;

  // Explicit nonces: anvil drops transactions of a batch without them.
  const first = await client.getTransactionCount({ address: sender, blockTag: "pending" });
  await Promise.all(
    calls.map((call, position) =>
      client.sendTransaction({ ...call, account: sender, chain: null, nonce: first + position, gas: GAS }),
    ),
  );
  if (await isMissing(LOCAL_CONTRACTS.usdt)) await client.mine({ blocks: 1 });
  const still = await Promise.all([factory, usdc, usdt].map((contract) => isMissing(addressOf(contract))));
  if (still.includes(true)) throw new Error("the local chain did not take the test contracts");
  return LOCAL_CONTRACTS;
}

function addressOf({ bytecode }: { bytecode: string }): Hex {
  return getContractAddress({
    opcode: "CREATE2",
    from: DETERMINISTIC_DEPLOYER,
    salt: zeroHash,
    bytecode: bytecode as Hex,
  }).toLowerCase() as Hex;
}

function deployData({ bytecode }: { bytecode: string }): Hex {
  return concat([zeroHash, bytecode as Hex]);
}

function mintData(tokens: readonly Hex[], accounts: readonly Hex[]): Hex {
  const calls = tokens.flatMap((target) =>
    accounts.map((account) => ({
      target,
      allowFailure: false,
      callData: encodeFunctionData({ abi: TOKEN_ABI, functionName: "mint", args: [account, STOCK] }),
    })),
  );
  return encodeFunctionData({ abi: MULTICALL_ABI, functionName: "aggregate3", args: [calls] });
}
