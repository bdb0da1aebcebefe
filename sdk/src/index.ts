export type * from "./api.js";
export type { CallOptions, ClientOptions } from "./call.js";
export { type ErrorBody, FlorinApiError, FlorinConnectionError, FlorinError, isApiError } from "./errors.js";
export { Florin } from "./florin.js";
export { Listing, type Page } from "./listing.js";
