export type * from "./api.js";
export type { CallOptions, ClientOptions } from "./call.js";
export { type ErrorBody, FlorinApiError, FlorinConnectionError, FlorinError, isApiError } from "./errors.js";
export { Florin } from "./florin.js";
export { Listing, type Page } from "./listing.js";
export { createReceiver, type HandleContext, type Lost, type Receipt, type ReceiverOptions } from "./receiver.js";
export { memoryStore, type ReceiverMemory, type ReceiverStore } from "./receiver-store.js";
export { type VerifyOptions, verifyWebhook, WebhookError, type WebhookHeaders, type WebhookRequest } from "./verify-webhook.js";
