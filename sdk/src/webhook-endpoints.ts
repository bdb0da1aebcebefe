import type {
  CreateWebhookEndpointRequest,
  DeletedWebhookEndpoint,
  Delivery,
  Operations,
  Replay,
  ReplayEventsRequest,
  UpdateWebhookEndpointRequest,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { listOf } from "./list-calls.js";
import type { Listing } from "./listing.js";

/** Where you are told of what happens. Keys need `webhooks:read`, and `webhooks:write` to change something. */
export function webhookEndpoints(call: Call) {
  return {
    /**
     * Adds an endpoint. Keep the `secret` of the answer: nothing shows it again. Without `events` it gets all of them.
     *
     * @throws {FlorinApiError} `url_refused`: a private or malformed address · `too_many_endpoints`
     * @example
     * ```ts
     * const { id, secret } = await florin.webhookEndpoints.create({ url: "https://shop.example/florin" });
     * ```
     */
    create(body: CreateWebhookEndpointRequest, options?: CallOptions): Promise<WebhookEndpointWithSecret> {
      return call("createWebhookEndpoint", { body }, options);
    },

    /** All endpoints, newest first. */
    list(query?: Operations["listWebhookEndpoints"]["query"], options?: CallOptions): Listing<WebhookEndpoint> {
      return listOf(call, "listWebhookEndpoints", { query }, options);
    },

    /** @throws {FlorinApiError} `not_found` */
    get(id: string, options?: CallOptions): Promise<WebhookEndpoint> {
      return call("getWebhookEndpoint", { id }, options);
    },

    /** What is absent stays. `active: false` gives up what was still to be sent to it. */
    update(id: string, body: UpdateWebhookEndpointRequest, options?: CallOptions): Promise<WebhookEndpoint> {
      return call("updateWebhookEndpoint", { id, body }, options);
    },

    /** @throws {FlorinApiError} `not_found` */
    delete(id: string, options?: CallOptions): Promise<DeletedWebhookEndpoint> {
      return call("deleteWebhookEndpoint", { id }, options);
    },

    /**
     * Gives it a new secret, shown in this answer alone. For `overlapSeconds` (a day unless you say) each webhook is signed
     * with the old one too, so that your receiver refuses nothing while it changes.
     */
    rotateSecret(
      id: string,
      body?: Operations["rotateWebhookSecret"]["body"],
      options?: CallOptions,
    ): Promise<WebhookEndpointWithSecret> {
      return call("rotateWebhookSecret", { id, body }, options);
    },

    /**
     * Sends it a `webhook.test` event, whatever types it asks for.
     *
     * @throws {FlorinApiError} `endpoint_inactive`
     */
    test(id: string, options?: CallOptions): Promise<Delivery> {
      return call("testWebhookEndpoint", { id }, options);
    },

    /** What was sent to it, with every attempt, newest first. */
    listDeliveries(id: string, query?: Operations["listEndpointDeliveries"]["query"], options?: CallOptions): Listing<Delivery> {
      return listOf(call, "listEndpointDeliveries", { id, query }, options);
    },

    /**
     * Sends it every event since a moment again, with the same ids and the same bytes.
     *
     * @param body `since`: ISO 8601
     * @throws {FlorinApiError} `endpoint_inactive`
     */
    replay(id: string, body: ReplayEventsRequest, options?: CallOptions): Promise<Replay> {
      return call("replayEvents", { id, body }, options);
    },
  };
}

/** The sending of one event to one endpoint. Keys need `webhooks:write`. */
export function deliveries(call: Call) {
  return {
    /**
     * Sends it again, now: the same event, the same bytes, the same id.
     *
     * @throws {FlorinApiError} `endpoint_inactive` · `not_found`
     */
    redeliver(id: string, options?: CallOptions): Promise<Delivery> {
      return call("redeliver", { id }, options);
    },
  };
}
