import { z } from "zod";
import { ERROR_CODES, type ErrorCode } from "../../error-codes";
import { ERROR_STATUS, type ErrorType } from "../../errors";
import { component } from "./component";

export const error = component(
  "Error",
  "What went wrong. Programs go by `type` and `code`; `message` is for people.",
  z.strictObject({
    error: z.strictObject({
      type: z.enum(Object.keys(ERROR_STATUS) as ErrorType[]),
      code: z.enum(Object.keys(ERROR_CODES) as ErrorCode[]),
      message: z.string(),
      param: z.string().nullable().describe("The field that is wrong."),
      requestId: z.string().describe("The same as the header `Request-Id`."),
    }),
  }),
);
