import { describeRoute } from "../describe-route";
import {
  deletedWebhookEndpoint,
  delivery,
  deliveryList,
  replay,
  webhookEndpoint,
  webhookEndpointList,
  webhookEndpointWithSecret,
} from "../objects/webhook-endpoint";
import { listPageSchema } from "../schemas/fields";
import { createEndpointSchema, replaySchema, rotateSecretSchema, updateEndpointSchema } from "../schemas/webhook-endpoint";

const tag = "Webhook endpoints";
const path = "/api/v1/webhook_endpoints/{id}";
const idOf = "webhookEndpoint";

export const createWebhookEndpointRoute = describeRoute({
  id: "createWebhookEndpoint",
  method: "POST",
  path: "/api/v1/webhook_endpoints",
  tag,
  summary: "Create a webhook endpoint",
  about: "Its signing secret is shown in this answer alone.",
  access: "webhooks:write",
  body: createEndpointSchema,
  answers: { 201: webhookEndpointWithSecret },
  errors: ["url_refused", "too_many_endpoints"],
});

export const listWebhookEndpoints = describeRoute({
  id: "listWebhookEndpoints",
  method: "GET",
  path: "/api/v1/webhook_endpoints",
  tag,
  summary: "List webhook endpoints",
  access: "webhooks:read",
  query: listPageSchema,
  answers: { 200: webhookEndpointList },
});

export const getWebhookEndpoint = describeRoute({
  id: "getWebhookEndpoint",
  method: "GET",
  path,
  tag,
  summary: "Get a webhook endpoint",
  access: "webhooks:read",
  idOf,
  answers: { 200: webhookEndpoint },
});

export const updateWebhookEndpointRoute = describeRoute({
  id: "updateWebhookEndpoint",
  method: "PATCH",
  path,
  tag,
  summary: "Update a webhook endpoint",
  about:
    "What is absent stays. `active: false` gives up what was still to be sent to it; what happens meanwhile is not sent later, but it can be replayed.",
  access: "webhooks:write",
  idOf,
  body: updateEndpointSchema,
  answers: { 200: webhookEndpoint },
  errors: ["url_refused"],
});

export const deleteWebhookEndpointRoute = describeRoute({
  id: "deleteWebhookEndpoint",
  method: "DELETE",
  path,
  tag,
  summary: "Delete a webhook endpoint",
  access: "webhooks:write",
  idOf,
  answers: { 200: deletedWebhookEndpoint },
});

export const rotateWebhookSecretRoute = describeRoute({
  id: "rotateWebhookSecret",
  method: "POST",
  path: `${path}/rotate_secret`,
  tag,
  summary: "Give a webhook endpoint a new secret",
  about:
    "It is shown in this answer alone. For the overlap every webhook has a signature by the old secret too, so that your receiver refuses nothing while it changes.",
  access: "webhooks:write",
  idOf,
  body: rotateSecretSchema,
  answers: { 200: webhookEndpointWithSecret },
});

export const testWebhookEndpoint = describeRoute({
  id: "testWebhookEndpoint",
  method: "POST",
  path: `${path}/test`,
  tag,
  summary: "Send a test event",
  about: "To this endpoint alone, whatever types it asks for.",
  access: "webhooks:write",
  idOf,
  answers: { 201: delivery },
  errors: ["endpoint_inactive"],
});

export const listEndpointDeliveriesRoute = describeRoute({
  id: "listEndpointDeliveries",
  method: "GET",
  path: `${path}/deliveries`,
  tag,
  summary: "List an endpoint's deliveries",
  access: "webhooks:read",
  idOf,
  query: listPageSchema,
  answers: { 200: deliveryList },
});

export const redeliverRoute = describeRoute({
  id: "redeliver",
  method: "POST",
  path: "/api/v1/deliveries/{id}/redeliver",
  tag,
  summary: "Send a delivery again, now",
  about: "The same event, the same bytes, the same `webhook-id`. One that had ended starts a new schedule of attempts.",
  access: "webhooks:write",
  idOf: "delivery",
  answers: { 200: delivery },
  errors: ["endpoint_inactive"],
});

export const replayEventsRoute = describeRoute({
  id: "replayEvents",
  method: "POST",
  path: `${path}/replay`,
  tag,
  summary: "Send every event since a moment again",
  about:
    "What was delivered, what was given up, and what happened while the endpoint was off or before it was there: the types that it asks for, the same ids, the same bytes. A receiver that goes by `webhook-id` does nothing twice.",
  access: "webhooks:write",
  idOf,
  body: replaySchema,
  answers: { 200: replay },
  errors: ["endpoint_inactive"],
});
