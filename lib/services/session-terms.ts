import { findLink, type LinkRow } from "@/db/queries/links";
import type { Scope } from "@/db/queries/scope";
import type { SessionTexts } from "../checkout/record";
import type { Method, Price } from "../checkout/session";
import { invalid, notFound } from "../errors";
import { formatFiat, minorUnits, parseUnits } from "../money";
import type { App } from "./app";
import { checkLinkOpen } from "./check-link-open";
import type { CreateSessionInput } from "./create-session";
import type { MethodName } from "./offered-methods";
import { forget, remembered } from "./remembered";

/** What is asked for and under which words: the request's own, else its link's. */
export type SessionTerms = {
  readonly price: Price;
  readonly link: { readonly id: string; readonly updatedAt: Date } | null;
  readonly linkMethods: readonly Method[] | null;
  readonly wantedMethods: readonly MethodName[] | null;
  readonly texts: SessionTexts;
  /** Seconds; null: the merchant's policy. */
  readonly expiresIn: number | null;
};

const LINK_MS = 5_000;

/**
 * @param isRetry the link may have changed since it was remembered
 * @throws {ApiError} 400 that names the field: neither or both modes, a foreign or switched-off link, a price that the
 *   link or the currency does not allow
 */
export async function termsOf(
  app: App,
  { scope, input, now, isRetry }: { scope: Scope; input: CreateSessionInput; now: number; isRetry: boolean },
): Promise<SessionTerms> {
  const { successUrl = null, successMessage = null } = input;
  if (successUrl !== null && successMessage !== null) {
    throw invalid("successMessage", "excludes_success_url", "Give either successUrl or successMessage, not both.");
  }
  const link = input.linkId ? await readLink(app, { scope, linkId: input.linkId, now, isRetry }) : null;
  const hasOwnEnd = successUrl !== null || successMessage !== null;
  return {
    price: link ? priceByLink(link, input) : priceOf(input),
    link: link && { id: link.id, updatedAt: link.updatedAt },
    linkMethods: link?.paymentMethods ?? null,
    wantedMethods: input.paymentMethods ?? null,
    texts: {
      description: input.description ?? link?.title ?? null,
      metadata: input.metadata ?? link?.metadata ?? {},
      successUrl: hasOwnEnd ? successUrl : (link?.successUrl ?? null),
      successMessage: hasOwnEnd ? successMessage : (link?.successMessage ?? null),
      cancelUrl: input.cancelUrl ?? link?.cancelUrl ?? null,
      returnUrl: input.returnUrl ?? null,
      customerEmail: input.customerEmail ?? null,
      clientReferenceId: input.clientReferenceId ?? null,
    },
    expiresIn: input.expiresIn ?? link?.expiresIn ?? null,
  };
}

/** From memory on the first try: the statement that writes the session checks that it has not changed. */
async function readLink(
  app: App,
  { scope, linkId, now, isRetry }: { scope: Scope; linkId: string; now: number; isRetry: boolean },
): Promise<LinkRow> {
  const key = `link ${scope.merchantId} ${scope.livemode} ${linkId}`;
  const load = () => findLink(app.database.db, scope, linkId);
  const kept = isRetry ? null : await remembered(app, key, { now, forMs: LINK_MS, load });
  if (kept?.active && kept.archivedAt === null) return kept;
  forget(app, key);
  const link = await load();
  if (!link) throw notFound("linkId");
  await checkLinkOpen(app.database.db, link);
  return link;
}

function priceOf({ amount }: CreateSessionInput): Price {
  if (!amount) throw invalid("amount", "missing_field", "Give either an amount or a linkId.");
  return toPrice(amount);
}

function priceByLink(link: LinkRow, { amount }: CreateSessionInput): Price {
  if (link.amountType === "fixed") {
    if (amount) throw invalid("amount", "link_has_price", "This link has a fixed price; leave the amount out.");
    if (link.fiatMinor === null) throw new Error(`link ${link.id} has a fixed price and no amount`);
    return { minor: link.fiatMinor, currency: link.currency };
  }
  if (!amount) throw invalid("amount", "missing_field", "This link has an open amount; say how much.");
  if (amount.currency !== link.currency) {
    throw invalid("amount.currency", "currency_differs", `This link takes ${link.currency}.`);
  }
  const price = toPrice(amount);
  if (link.minMinor !== null && price.minor < link.minMinor) {
    throw invalid(
      "amount.value",
      "amount_too_small",
      `The least amount is ${formatFiat(link.minMinor, link.currency)} ${link.currency}.`,
    );
  }
  if (link.maxMinor !== null && price.minor > link.maxMinor) {
    throw invalid(
      "amount.value",
      "amount_too_large",
      `The greatest amount is ${formatFiat(link.maxMinor, link.currency)} ${link.currency}.`,
    );
  }
  return price;
}

function toPrice({ value, currency }: { value: string; currency: string }): Price {
  const minor = parseUnits(value, minorUnits(currency));
  if (minor !== null && minor > 0n) return { minor, currency };
  throw invalid(
    "amount.value",
    "invalid_field",
    `amount.value must be a ${currency} amount with at most ${minorUnits(currency)} decimal places.`,
  );
}
