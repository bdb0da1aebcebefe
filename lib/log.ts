import pino from "pino";
import { plainError } from "./plain-error";

/** Where a secret or a person's data could stand in a log line; the value is replaced, the line stays. */
const REDACTED = [
  "authorization",
  "cookie",
  "password",
  "secret",
  "apiKey",
  "email",
  "customerEmail",
  "*.authorization",
  "*.cookie",
  "*.password",
  "*.secret",
  "*.apiKey",
  "*.email",
  "*.customerEmail",
];

/** JSON lines on standard output. One message, facts beside it: `log.info({ sessionId }, "settled")`. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  redact: REDACTED,
  serializers: { err: plainError },
});
