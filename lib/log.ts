import pino, { type DestinationStream } from "pino";
import { plainError } from "./plain-error";
import { currentRequestId } from "./request-context";
import { withoutSecrets } from "./without-secrets";

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

export function makeLog(destination?: DestinationStream) {
  const options = {
    level: process.env.LOG_LEVEL ?? "info",
    base: null,
    redact: REDACTED,
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    serializers: { err: plainError },
    hooks: { streamWrite: withoutSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * JSON lines on standard output. One message, facts beside it: `log.info({ sessionId }, "settled")`. What is logged while a
 * request is worked on has its `requestId`.
 */
export const log = makeLog();
