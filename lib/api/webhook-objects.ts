import type { z } from "zod";
import type { AttemptRow, DeliveryRow } from "@/db/queries/deliveries";
import type { EndpointRow } from "@/db/queries/endpoints";
import type { EventRow } from "@/db/queries/events";
import type { event } from "./objects/event";

/** The endpoint as the API shows it: its secret is not in it (product.md 3.4). */
export function endpointObject(row: EndpointRow) {
  const { id, url, events, active, description, disabledReason, secretPrefix, livemode, createdAt } = row;
  return {
    id,
    object: "webhook_endpoint" as const,
    url,
    events,
    active,
    description,
    disabledReason,
    secretPrefix,
    livemode,
    createdAt: createdAt.toISOString(),
  };
}

export function deliveryObject(row: DeliveryRow) {
  const { id, eventId, eventType, endpointId, status, nextAttemptAt, livemode, createdAt, deliveredAt, history } = row;
  return {
    id,
    object: "delivery" as const,
    eventId,
    eventType,
    endpointId,
    status,
    nextAttemptAt: status === "pending" ? nextAttemptAt.toISOString() : null,
    deliveredAt: deliveredAt?.toISOString() ?? null,
    attempts: history.map(attemptObject),
    livemode,
    createdAt: createdAt.toISOString(),
  };
}

function attemptObject({ number, startedAt, endedAt, statusCode, latencyMs, error, answer }: AttemptRow) {
  return {
    number,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    statusCode,
    latencyMs,
    error,
    answer,
  };
}

/** The event as its webhook's body has it; `sequence` is null until it is numbered. What is stored was made as it is shown. */
export function eventObject({ id, type, livemode, createdAt, sequence, data, detail }: EventRow) {
  const shown = { id, object: "event" as const, type, livemode, createdAt: createdAt.toISOString(), sequence, data, detail };
  return shown as z.input<typeof event>;
}
