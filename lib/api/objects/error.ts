import { z } from "zod";
import { ERROR_CODES, type ErrorCode } from "../../error-codes";
import { ERROR_STATUS, type ErrorType } from "../../errors";
import { component } from "./component";

export const error = component(
  "Error",
  "What went wrong. Programs go by `type` and `code`; `message` is for people.",
  z.strictObject({
    error: z
      .strictObject({
        type: z.enum(Object.keys(ERROR_STATUS) as ErrorType[]).describe("The kind: what the HTTP status says."),
        code: z.enum(Object.keys(ERROR_CODES) as ErrorCode[]).describe("What went wrong. It keeps its meaning for ever."),
        message: z.string().describe("For people. Its words may change."),
        param: z
          .string()
          .nullable()
          .describe("The field that is wrong, for example `amount.value`; null where it is no field's fault."),
        requestId: z.string().describe("The same as the header `Request-Id`."),
      })
      .describe("The one error of the answer."),
  }),
);
