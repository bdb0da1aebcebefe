import { AsyncLocalStorage } from "node:async_hooks";
import { newId } from "./ids";
import { processWide } from "./process-wide";

/** What is left of a caller's share, and for how long it lasts. */
export type Share = {
  /** `key` or `address`: what is counted by. */
  readonly name: string;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
};

type RequestContext = { readonly id: string; share: Share | null };

const contexts = processWide("request-context", () => new AsyncLocalStorage<RequestContext>());

/** Runs a request's work, under an id that its answer and its log lines share. */
export function asRequest<Done>(work: () => Done): Done {
  return contexts.run({ id: newId("request"), share: null }, work);
}

/** The id of the request that is being worked on, or undefined outside of one. */
export function currentRequestId(): string | undefined {
  return contexts.getStore()?.id;
}

export function noteShare(share: Share): void {
  const context = contexts.getStore();
  if (context) context.share = share;
}

export function currentShare(): Share | null {
  return contexts.getStore()?.share ?? null;
}
