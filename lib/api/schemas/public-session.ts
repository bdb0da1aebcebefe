import { z } from "zod";
import { TEST_AMOUNTS } from "../../services/pay-with-test-wallet";
import { chainId, email, text } from "./fields";

/** The body of POST /api/checkout/{id}/method. */
export const chooseMethodSchema = z.strictObject({
  chainId,
  asset: text({ max: 66 }).describe("The token's contract, or `native`."),
});

/** The body of POST /api/checkout/{id}/email. */
export const giveEmailSchema = z.strictObject({ email: email.describe("Where the customer can be written to.") });

/** The body of POST /api/checkout/{id}/test_payment. */
export const testPaymentSchema = z.strictObject({
  amount: z.enum(TEST_AMOUNTS).describe("Of what is missing: all, half, or one and a half times as much."),
});
