import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { withWebhooks } from "@/test/webhooks";
import { rotateWebhookSecret } from "./rotate-webhook-secret";

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

const world = withWebhooks(Date.parse("2026-01-02T03:04:05.006Z"));

async function rotate(id: string, overlapSeconds: number): Promise<string> {
  const { scope, now } = world;
  const sealKey = world.app.config.ENCRYPTION_KEY;
  const { secret } = await world.own.database.db.transaction((tx) =>
    rotateWebhookSecret(tx, { scope, id, overlapSeconds, sealKey, now }),
  );
  return secret;
}

/** Which of these secrets have signed the next delivery, in the header's order. */
async function signersOfNext(secrets: Readonly<Record<string, string>>): Promise<(string | undefined)[]> {
  const eventId = await world.write();
  await world.deliver();
  const { headers, body = "" } = world.inbox.received.at(-1) ?? {};
  const at = new Date(Number(headers?.["webhook-timestamp"]) * 1_000);
  const names = new Map(Object.entries(secrets).map(([name, secret]) => [new Webhook(secret).sign(eventId, at, body), name]));
  const signatures = String(headers?.["webhook-signature"]).split(" ");
  expect(String(headers?.["x-webhook-signature"]).split(",")).toHaveLength(1 + signatures.length);
  return signatures.map((signature) => names.get(signature));
}

describe("a secret that is rotated", () => {
  test("signs beside the new one for the overlap, and not a moment longer", async () => {
    const { endpoint, secret: old } = await world.addEndpoint();
    const fresh = await rotate(endpoint.id, DAY_SECONDS);
    expect(await signersOfNext({ old, fresh })).toEqual(["fresh", "old"]);
    world.now += DAY_SECONDS * 1_000 - HOUR_MS;
    expect(await signersOfNext({ old, fresh })).toEqual(["fresh", "old"]);
    world.now += HOUR_MS;
    expect(await signersOfNext({ old, fresh })).toEqual(["fresh"]);
  });

  test("signs nothing more where there is no overlap, also not what was waiting", async () => {
    const { endpoint, secret: old } = await world.addEndpoint();
    world.inbox.answer(() => ({ status: 500 }));
    await world.write();
    await world.deliver();
    const fresh = await rotate(endpoint.id, 0);
    world.now += HOUR_MS;
    expect(await signersOfNext({ old, fresh })).toEqual(["fresh"]);
  });

  test("ends when it is rotated once more: two sign, never three", async () => {
    const { endpoint, secret: oldest } = await world.addEndpoint();
    const old = await rotate(endpoint.id, DAY_SECONDS);
    const fresh = await rotate(endpoint.id, DAY_SECONDS);
    expect(await signersOfNext({ oldest, old, fresh })).toEqual(["fresh", "old"]);
  });
});
