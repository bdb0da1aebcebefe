import { createHash } from "node:crypto";
import { HDKey } from "@scure/bip32";
import { bytesToHex, keccak256 } from "viem";

/** SLIP-132 leaves these two for keys that name no script type, as EVM wallets export them. */
const VERSIONS = {
  xpub: { public: 0x0488b21e, private: 0x0488ade4 },
  tpub: { public: 0x043587cf, private: 0x04358394 },
};
const ACCOUNT_DEPTH = 3;
const CHAIN_DEPTH = 4;
const KEPT_BASES = 1_000;
/** 82 bytes in base 58 take 111 or 112 characters; decoding more costs the square of the length. */
const MAX_LENGTH = 112;

const bases = new Map<string, HDKey>();

/** Why an extended public key cannot serve. */
export class XpubError extends Error {
  override name = "XpubError";
  readonly reason: "malformed" | "depth";
  constructor(reason: "malformed" | "depth") {
    super(`extended key: ${reason}`);
    this.reason = reason;
  }
}

/**
 * The EVM receive address at an index, lower case: BIP-32 public derivation. An account key (depth 3, BIP-44) gives
 * `0/index`, a chain key (depth 4) gives `index`.
 *
 * @throws {XpubError}
 */
export function xpubAddress({ xpub, index }: { xpub: string; index: number }): `0x${string}` {
  return evmAddress(publicKeyOf(baseOf(xpub).deriveChild(index)));
}

/**
 * What makes this key's addresses what they are, in 32 hexadecimal digits: equal for an account key and for the chain key
 * below it, which give the same addresses. Reveals neither.
 *
 * @throws {XpubError}
 */
export function xpubFingerprint(xpub: string): string {
  const base = baseOf(xpub);
  if (!base.chainCode) throw new XpubError("malformed");
  return createHash("sha256").update(publicKeyOf(base)).update(base.chainCode).digest("hex").slice(0, 32);
}

/** The key whose children are the receive addresses. Deriving it is half of the work, so it is kept. */
function baseOf(xpub: string): HDKey {
  const kept = bases.get(xpub);
  if (kept) return kept;
  const base = openBase(xpub);
  if (bases.size >= KEPT_BASES) bases.clear();
  bases.set(xpub, base);
  return base;
}

function openBase(xpub: string): HDKey {
  const versions = VERSIONS[xpub.slice(0, 4) as keyof typeof VERSIONS];
  if (!versions || xpub.length > MAX_LENGTH) throw new XpubError("malformed");
  const key = parse(xpub, versions);
  if (key.privateKey) throw new XpubError("malformed");
  if (key.depth === ACCOUNT_DEPTH) return key.deriveChild(0);
  if (key.depth === CHAIN_DEPTH) return key;
  throw new XpubError("depth");
}

/** The library's message may hold parts of its input; none of it goes further. */
function parse(xpub: string, versions: (typeof VERSIONS)["xpub"]): HDKey {
  try {
    return HDKey.fromExtendedKey(xpub, versions);
  } catch {
    throw new XpubError("malformed");
  }
}

function publicKeyOf(key: HDKey): Uint8Array {
  if (!key.publicKey) throw new XpubError("malformed");
  return key.publicKey;
}

/** The last 20 bytes of keccak256(x ++ y). */
function evmAddress(compressed: Uint8Array): `0x${string}` {
  return bytesToHex(keccak256(decompress(compressed), "bytes").subarray(12));
}

/** SEC 2: the field of secp256k1, y² = x³ + 7. */
const FIELD = 2n ** 256n - 2n ** 32n - 977n;

/** SEC 1, 2.3.4: x and y, 64 bytes, from 33 of which the first tells whether y is odd. */
function decompress(compressed: Uint8Array): Uint8Array {
  const x = BigInt(bytesToHex(compressed.subarray(1)));
  // FIELD ≡ 3 (mod 4), so a square's root is its power of (FIELD + 1) / 4. Key parsing made sure that it is a square.
  const root = power((x ** 3n + 7n) % FIELD, (FIELD + 1n) / 4n);
  const y = (root & 1n) === BigInt(compressed[0] === 3) ? root : FIELD - root;
  return Buffer.from(x.toString(16).padStart(64, "0") + y.toString(16).padStart(64, "0"), "hex");
}

/** base^exponent in the field. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % FIELD;
    square = (square * square) % FIELD;
  }
  return result;
}
