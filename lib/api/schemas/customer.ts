import { z } from "zod";
import { page, text } from "./fields";

/** The query of GET /customers. */
export const listCustomersSchema = z.strictObject({
  ...page,
  email: text({ max: 254 }).optional().describe("The whole address; capitals do not matter."),
});
