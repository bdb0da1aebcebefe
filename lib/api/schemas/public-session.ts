import { z } from "zod";
import { TEST_AMOUNTS } from "../../services/pay-with-test-wallet";
import { chainId, email, text } from "./fields";

/** The body of POST /api/checkout/{id}/method. */
export const chooseMethodSchema = z.strictObject({ chainId, asset: text({ max: 66 }) });

/** The body of POST /api/checkout/{id}/email. */
export const giveEmailSchema = z.strictObject({ email });

/** The body of POST /api/checkout/{id}/test_payment. */
export const testPaymentSchema = z.strictObject({ amount: z.enum(TEST_AMOUNTS) });
