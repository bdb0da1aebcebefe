import { z } from "zod";

/** Not normalised, not limited by form: what it is, and in which words it is refused, decides lib/wallet. */
export const walletBody = z.strictObject({
  wallet: z.string().describe("An address, or an extended public key. Never a private key."),
});
