import { createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkoutKey } from "./checkout-key";

const SECRET = "11".repeat(32);

function believes(publicKey: string, statement: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(statement), key, Buffer.from(signature, "base64url"));
}

describe("the key of the customer's page", () => {
  it("signs so that whoever has the public half can tell", () => {
    const key = checkoutKey(SECRET);
    const signature = key.sign("florin-pay-1|ü");
    expect(believes(key.publicKey, "florin-pay-1|ü", signature)).toBe(true);
    expect(believes(key.publicKey, "florin-pay-1|u", signature)).toBe(false);
  });

  it("is the same in every process with the same secret, another with another, and not the secret itself", () => {
    expect(checkoutKey(SECRET).publicKey).toBe("JzRuFv1Lz6OsbiWFeQ42hFIndldB2HOdAZvtKqHZXqw");
    const other = checkoutKey("22".repeat(32));
    expect(other.publicKey).not.toBe(checkoutKey(SECRET).publicKey);
    expect(believes(checkoutKey(SECRET).publicKey, "a", other.sign("a"))).toBe(false);
  });
});
