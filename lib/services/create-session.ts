import { hasActiveEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { findOpenSessionOfOrder } from "@/db/queries/sessions";
import { loadView } from "@/db/queries/view";
import { type AssetValue, lineTerms, policyTolerance } from "../checkout/policy";
import type { Quote } from "../checkout/quote";
import type { SessionRecord, SessionTexts } from "../checkout/record";
import type { Price } from "../checkout/session";
import { type SessionObject, sessionObject } from "../checkout/session-object";
import { ApiError, conflict, noRateFor } from "../errors";
import { newId } from "../ids";
import type { App } from "./app";
import { insertSession, type KeptAnswer } from "./insert-session";
import { merchantProfile } from "./merchant-profile";
import { networksNow, sessionClock } from "./networks-now";
import { isMethod, type MethodName, namedMethods, type OfferedMethod, offeredMethods, preselect } from "./offered-methods";
import { priceMethods, rateUnavailable } from "./price-methods";
import { forget, remembered } from "./remembered";
import { type AddressNeed, giveBackAddress, type ReservedAddress, releaseReserved, takeAddress } from "./reserve-addresses";
import { wakeDeliverer } from "./run-deliverer";
import { type SessionTerms, termsOf } from "./session-terms";

export type CreateSessionInput = {
  readonly linkId?: string | null | undefined;
  readonly amount?: { readonly value: string; readonly currency: string } | null | undefined;
  readonly chainId?: number | null | undefined;
  readonly asset?: string | null | undefined;
  readonly paymentMethods?: readonly MethodName[] | null | undefined;
  readonly expiresIn?: number | null | undefined;
} & { readonly [Text in keyof SessionTexts]?: SessionTexts[Text] | null | undefined };

export type CreateSession = {
  readonly scope: Scope;
  /** Checked by the edge's schema; what depends on the merchant, the link and the rates is checked here. */
  readonly input: CreateSessionInput;
  readonly now: number;
  /** SHA-256 of a link visitor's cookie, hex. */
  readonly visitorHash?: string;
  /** Turns the answer's text into the row that a repetition of the request finds. */
  readonly keepAnswer?: ((text: string) => KeptAnswer) | null;
};

/** `found`: the order's still-open session. `repeated`: the idempotency key is taken, nothing was done. */
export type CreatedSession =
  | { readonly kind: "created" | "found"; readonly session: SessionObject; readonly text: string }
  | { readonly kind: "repeated" };

/** An address or a link may be lost between two statements; more often than so is not chance. */
const MAX_TRIES = 4;
const HEARD_MS = 5_000;
const FIRST_QUOTE = 1;

/**
 * Makes a session to be paid: in link mode, ad hoc, or both for a link with an open amount (product.md 3.1). The price
 * turns into amounts due in memory; the write is one statement.
 *
 * @throws {ApiError} 400 for a request that cannot be met, 409 where the order's open session has another price,
 *   503 `rate_unavailable` where no way to pay has a rate
 */
export async function createSession(app: App, request: CreateSession): Promise<CreatedSession> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const made = await tryCreate(app, request, tries > 0);
    if (made) return made;
  }
  throw new ApiError("server", "busy", "The session could not be made just now. Please try again.", {
    status: 503,
    retryAfter: 1,
  });
}

async function tryCreate(app: App, request: CreateSession, isRetry: boolean): Promise<CreatedSession | null> {
  const { scope, input, now } = request;
  const [terms, isHeard] = await Promise.all([
    termsOf(app, { scope, input, now, isRetry }),
    isHeardBySomebody(app, scope, { now, isRetry }),
  ]);
  const draft = await draftRecord(app, request, terms);
  const session = sessionObject(draft.record, draft.view, app.config.APP_URL);
  const text = JSON.stringify(session);
  const { kind, ...done } = await insertSession(app.database.sql, {
    record: draft.record,
    data: text,
    eventId: newId("event"),
    place: draft.place,
    instance: app.instance,
    link: terms.link,
    visitorHash: request.visitorHash ?? null,
    keptAnswer: request.keepAnswer?.(text) ?? null,
    isHeard,
  });
  switch (kind) {
    case "inserted":
      if ("deliveries" in done && done.deliveries > 0) wakeDeliverer();
      return { kind: "created", session, text };
    case "order_open":
      giveBackAddress(app, addressNeed(scope), draft.place);
      return findOpen(app, request, terms.price);
    case "repeated":
      giveBackAddress(app, addressNeed(scope), draft.place);
      return { kind };
    case "stale":
      await releaseReserved(app, addressNeed(scope));
      return null;
    default:
      return kind satisfies never;
  }
}

type Draft = {
  readonly record: SessionRecord;
  readonly view: Parameters<typeof sessionObject>[1];
  readonly place: ReservedAddress;
};

async function draftRecord(app: App, request: CreateSession, terms: SessionTerms): Promise<Draft> {
  const { scope, input, now } = request;
  const { price } = terms;
  const offered = chooseOffered(app, scope, terms);
  const wish = preselect(offered, { chainId: input.chainId ?? null, asset: input.asset ?? null });
  checkCurrency(app, offered, price);

  const profile = await merchantProfile(app, scope.merchantId, now);
  const { policy } = profile;
  const tolerance = policyTolerance(policy, price);
  const judge = ({ network }: OfferedMethod, value: AssetValue) => lineTerms(policy, { price, network, value });
  const [priced, networks] = await Promise.all([
    priceMethods(app, offered, { price, tolerance, now, judge }),
    networksNow(app, now),
  ]);
  const chosen = priced.find((line) => wish !== null && isMethod(wish, line)) ?? priced[0];
  if (!chosen) throw rateUnavailable();
  const place = await takeAddress(app, addressNeed(scope));
  const address = place.shown;
  const chainIds = [...new Set(priced.map((line) => line.chainId))];
  const startsAt = sessionClock(networks, chainIds, now);
  const expiresAt = startsAt + (terms.expiresIn ?? policy.expiresIn) * 1_000;
  const graceUntil = expiresAt + policy.graceSeconds * 1_000;
  const methods = priced.map((line) => ({ ...line, address }));
  const quote: Quote = { number: FIRST_QUOTE, startsAt, expiresAt, graceUntil, tolerance, methods };
  const startSerials = new Map([...networks.view.networks].map(([chainId, network]) => [chainId, network.serial]));
  const id = newId("session");
  const record: SessionRecord = {
    ...terms.texts,
    id,
    merchantId: scope.merchantId,
    merchantName: profile.name,
    supportEmail: profile.supportEmail,
    supportUrl: profile.supportUrl,
    supportText: profile.supportText,
    livemode: scope.livemode,
    linkId: terms.link?.id ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    address,
    status: "pending",
    flags: [],
    received: 0n,
    remaining: chosen.due,
    overpaid: 0n,
    completingId: null,
    txHash: null,
    paidAt: null,
    expiresAt,
    graceUntil,
    confirming: false,
    lookAt: expiresAt,
    fiatAtReceipt: new Map(),
    facts: {
      session: {
        id,
        price,
        chosen: { chainId: chosen.chainId, asset: chosen.asset },
        createdAt: now,
        startSerials,
        deactivatedAt: null,
        holdBlocks: policy.holdBlocks,
      },
      quotes: [quote],
      transfers: [],
      acceptance: null,
      settlement: null,
      announced: new Set(),
    },
  };
  return { record, view: networks.view, place };
}

function addressNeed({ merchantId, livemode }: Scope): AddressNeed {
  return { merchantId, livemode, family: "evm" };
}

/** What is connected, as the link and the caller restrict it. */
function chooseOffered(app: App, scope: Scope, terms: SessionTerms): readonly OfferedMethod[] {
  const connected = offeredMethods(app, scope.livemode);
  if (connected.length === 0) {
    throw new ApiError("invalid_request", "no_network", `No ${scope.livemode ? "live" : "test"} network is connected yet.`);
  }
  const { linkMethods, wantedMethods } = terms;
  const ofLink = linkMethods ? connected.filter((one) => linkMethods.some((method) => isMethod(one, method))) : connected;
  if (ofLink.length === 0) {
    throw new ApiError("invalid_request", "no_network", "None of this link's ways to pay is connected right now.");
  }
  return wantedMethods ? namedMethods(ofLink, wantedMethods, "paymentMethods") : ofLink;
}

function checkCurrency(app: App, offered: readonly OfferedMethod[], { currency }: Price): void {
  if (offered.some(({ network }) => app.rates.supports(currency, network.local))) return;
  throw noRateFor("amount.currency");
}

/** From memory on the first try: the statement that writes the session checks a no. */
function isHeardBySomebody(app: App, scope: Scope, { now, isRetry }: { now: number; isRetry: boolean }): Promise<boolean> {
  const key = `heard ${scope.merchantId} ${scope.livemode}`;
  if (isRetry) forget(app, key);
  return remembered(app, key, { now, forMs: HEARD_MS, load: () => hasActiveEndpoint(app.database.db, scope) });
}

/** @returns null where the order's session has been closed meanwhile: then a new one is made */
async function findOpen(app: App, { scope, input, now }: CreateSession, price: Price): Promise<CreatedSession | null> {
  const { db } = app.database;
  const id = await findOpenSessionOfOrder(db, scope, input.clientReferenceId ?? "");
  const [record] = id === null ? [] : await loadSessionRecords(db, [id]);
  if (!record) return null;
  const asked = record.facts.session.price;
  if (asked.minor !== price.minor || asked.currency !== price.currency) {
    throw conflict("price_differs", "An open session with this clientReferenceId has another price. Deactivate it first.");
  }
  const session = sessionObject(record, await loadView(db, now), app.config.APP_URL);
  return { kind: "found", session, text: JSON.stringify(session) };
}
