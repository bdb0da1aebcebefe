import { chosenMethod, codeStatement } from "../checkout/pay-statement";
import type { PublicSession } from "../checkout/public-session";
import { qrCode, type SignedCode } from "../checkout/qr-code";
import { checkoutKey } from "../checkout-key";
import type { Env } from "../env";

/** The codes of the chosen way to pay, drawn and signed: of the bare address, and of the URI where that says more. */
export function signedCodes({ ENCRYPTION_KEY }: Pick<Env, "ENCRYPTION_KEY">, session: PublicSession): SignedCode[] {
  const { address, uri } = chosenMethod(session);
  const { sign } = checkoutKey(ENCRYPTION_KEY);
  return [...new Set([address, uri])].map((text) => {
    const code = qrCode(text);
    return { ...code, text, proof: sign(codeStatement({ sessionId: session.id, text, path: code.path })) };
  });
}
