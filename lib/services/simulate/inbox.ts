import { findDeliveryTo, listSessionDeliveries } from "@/db/queries/deliveries";
import { conflict } from "../../errors";
import { randomBase62 } from "../../ids";
import { checkTarget } from "../../webhooks/target";
import type { App } from "../app";
import { createWebhookEndpoint } from "../create-webhook-endpoint";
import { deleteWebhookEndpoint } from "../delete-webhook-endpoint";
import { payExactly } from "./amounts";
import { type Lab, until } from "./lab";

const TOKEN_CHARACTERS = 32;

/** A receiver inside the app, that fails at first, for as long as the scenario lasts. */
export async function payAndTellTwice(lab: Lab): Promise<void> {
  const { app, scope, sessionId, clock } = lab;
  const { db } = app.database;
  const url = inboxUrl(app, randomBase62(TOKEN_CHARACTERS));
  const allowPrivate = app.config.WEBHOOK_ALLOW_PRIVATE;
  if ("problem" in checkTarget(url, { allowPrivate })) {
    throw conflict("webhook_refused", "Florin may not send webhooks to itself here. Set WEBHOOK_ALLOW_PRIVATE=on to try this.");
  }
  const given = { url, events: ["session.paid"] as const, description: "A scenario's own: answers 500 once, then 200" };
  const sealKey = app.config.ENCRYPTION_KEY;
  const { endpoint } = await db.transaction((tx) =>
    createWebhookEndpoint(tx, { scope, given, allowPrivate, sealKey, now: clock() }),
  );
  try {
    await payExactly(lab);
    await until(lab, async () => {
      const deliveries = await listSessionDeliveries(db, scope, sessionId);
      return deliveries.some(({ endpointId, status }) => endpointId === endpoint.id && status === "delivered");
    });
  } finally {
    await db.transaction((tx) => deleteWebhookEndpoint(tx, { scope, id: endpoint.id, now: clock() }));
  }
}

function inboxUrl(app: App, token: string): string {
  return new URL(`${app.config.APP_URL}/api/test/inbox/${token}`).href;
}

/**
 * What the scenario's receiver answers: 500 to the first attempt of an event, then 200; null where there is no such
 * receiver. It remembers nothing: the delivery counts its attempts before each begins, in whichever process.
 */
export async function answerOfInbox(app: App, input: { token: string; eventId: string }): Promise<200 | 500 | null> {
  const delivery = await findDeliveryTo(app.database.db, { eventId: input.eventId, url: inboxUrl(app, input.token) });
  if (delivery === null) return null;
  return delivery.attempts > 1 ? 200 : 500;
}
