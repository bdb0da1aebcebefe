import { bytesToHex, hexToBytes, keccak256, numberToBytes } from "viem";

/** `contracts/DepositFactory.sol`, put there by the deterministic deployer: the same address on every EVM network. */
export const DEPOSIT_FACTORY = "0xc5212d9bebe714a6a3f06ad3efd7f51cc9aabdb7";
/** The code behind every deposit clone, created by the factory's constructor. */
export const DEPOSIT_CODE = "0xfbf4fa7d2a1fe300ba16d4ebdc3af4ec1c0211a7";

const KEPT_TREASURIES = 1_000;

type Hex = `0x${string}`;

/** Per treasury: 0xff ++ factory ++ salt ++ keccak256(init code), with room for the salt. */
const preimages = new Map<string, Uint8Array>();

/**
 * The receive address of a treasury wallet at an index, lower case. Pure: the factory's `addressOf` says the same, with
 * or without code standing there.
 *
 * @param index a whole number from 0 on; the CREATE2 salt
 */
export function depositAddress({ treasury, index }: { treasury: Hex; index: number }): Hex {
  const preimage = preimages.get(treasury) ?? remember(treasury);
  preimage.set(numberToBytes(index, { size: 32 }), 21);
  return create2Address(preimage);
}

/** EIP-1014: the last 20 bytes of keccak256(0xff ++ deployer ++ salt ++ keccak256(init code)). */
export function create2Address(preimage: Uint8Array): Hex {
  return bytesToHex(keccak256(preimage, "bytes").subarray(12));
}

export function create2Preimage(deployer: Uint8Array, salt: Uint8Array, initCode: Uint8Array): Uint8Array {
  const preimage = new Uint8Array(85);
  preimage[0] = 0xff;
  preimage.set(deployer, 1);
  preimage.set(salt, 21);
  preimage.set(keccak256(initCode, "bytes"), 53);
  return preimage;
}

function remember(treasury: Hex): Uint8Array {
  if (preimages.size >= KEPT_TREASURIES) preimages.clear();
  const preimage = create2Preimage(hexToBytes(DEPOSIT_FACTORY), new Uint8Array(32), hexToBytes(cloneInitCode(treasury)));
  preimages.set(treasury, preimage);
  return preimage;
}

/** EIP-1167 proxy of the deposit code with the treasury as its 20 bytes of immutable arguments (OpenZeppelin Clones 5.7). */
function cloneInitCode(treasury: Hex): Hex {
  const runtimeSize = "0041"; // 45 bytes of proxy, 20 of treasury
  return `0x61${runtimeSize}3d81600a3d39f3363d3d373d3d3d363d73${DEPOSIT_CODE.slice(2)}5af43d82803e903d91602b57fd5bf3${treasury.slice(2)}`;
}
