/**
 * What the edge needs of a request. Fetch's `Request` has it; so has a request that came in front of Next
 * (front-door/).
 */
export type Call = {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Pick<Headers, "get" | "has">;
  /** Null where the request can have none. */
  readonly body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null;
};
