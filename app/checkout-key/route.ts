import { checkoutKey } from "@/lib/checkout-key";
import { app } from "@/lib/services/app";

export const dynamic = "force-dynamic";

/** At /.well-known/florin-checkout-key.json: whoever checks a proof from outside asks here, over a way of their own. */
export function GET(): Response {
  const { id, publicKey } = checkoutKey(app().config.ENCRYPTION_KEY);
  const jwk = { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: id, x: publicKey };
  return Response.json({ keys: [jwk] }, { headers: { "Cache-Control": "public, max-age=300" } });
}
