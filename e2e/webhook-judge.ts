import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Received } from "../test/inbox";
import { expect } from "./fixtures";

export type Told = {
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly data: { readonly id: string; readonly status: string; readonly flags: readonly string[] };
};

/** Checks both signatures as a shop's server would, the first with the reference library. */
export function believe(message: Received, secret: string): Told {
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const told = new Webhook(secret).verify(message.body, headers) as Told;
  expect(headers["webhook-id"]).toBe(told.id);

  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers["x-webhook-signature"] ?? "") ?? [];
  expect(headers["x-webhook-timestamp"]).toBe(time);
  expect(createHmac("sha256", secret).update(`${time}.${message.body}`).digest("hex")).toBe(signature);
  return told;
}

/** Picks the message of that type about that session. */
export function about(type: string, sessionId: string): (message: Received) => boolean {
  return ({ body }) => {
    if (!body.startsWith("{")) return false;
    const told = JSON.parse(body) as Told;
    return told.type === type && told.data.id === sessionId;
  };
}
