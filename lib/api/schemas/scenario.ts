import { z } from "zod";
import { SCENARIOS } from "../../checkout/scenario";

/** The body of POST /test/checkout_sessions/{id}/simulate. */
export const simulateSchema = z.strictObject({ scenario: z.enum(SCENARIOS).describe("What is to happen.") });
