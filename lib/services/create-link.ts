import type { Tx } from "@/db/client";
import type { LinkRow } from "@/db/queries/links";
import type { Scope } from "@/db/queries/scope";
import { paymentLinks } from "@/db/schema";
import type { Metadata } from "../checkout/record";
import { ApiError, conflict, invalid, noRateFor } from "../errors";
import { newId, randomBase62 } from "../ids";
import type { Rates } from "../rates/rates";
import { linkMethods } from "./link-methods";
import { linkPrice } from "./link-price";
import type { MethodName } from "./offered-methods";
import { wantPicture } from "./want-picture";

type Maybe<T> = T | null | undefined;

export type LinkTexts = {
  readonly description?: Maybe<string>;
  readonly imageUrl?: Maybe<string>;
  readonly successUrl?: Maybe<string>;
  readonly successMessage?: Maybe<string>;
  readonly cancelUrl?: Maybe<string>;
  readonly active?: boolean | undefined;
  readonly collectEmail?: boolean | undefined;
  readonly maxPayments?: Maybe<number>;
  readonly expiresIn?: Maybe<number>;
  readonly metadata?: Metadata | undefined;
  readonly paymentMethods?: Maybe<readonly MethodName[]>;
  readonly minAmount?: Maybe<string>;
  readonly maxAmount?: Maybe<string>;
  readonly suggestedAmounts?: Maybe<readonly string[]>;
};

export type CreateLinkInput = LinkTexts & {
  readonly title: string;
  readonly slug?: Maybe<string>;
  readonly fiatAmount?: Maybe<string>;
  readonly fiatCurrency: string;
  readonly amountType: "fixed" | "open";
};

const MAX_SLUG_WORDS = 40;
const SLUG_SUFFIX = 6;
const MAX_TRIES = 5;

/** @throws {ApiError} 400 that names the field, 409 `slug_taken` */
export async function createLink(
  tx: Tx,
  scope: Scope,
  { input, rates, now }: { input: CreateLinkInput; rates: Rates; now: number },
): Promise<LinkRow> {
  const { amountType, fiatCurrency: currency } = input;
  const isSupported = rates.supports(currency, false) || (!scope.livemode && rates.supports(currency, true));
  if (!isSupported) throw noRateFor("fiatCurrency");
  checkEnd(input.successUrl ?? null, input.successMessage ?? null);
  const amounts = {
    fiatAmount: input.fiatAmount ?? null,
    minAmount: input.minAmount ?? null,
    maxAmount: input.maxAmount ?? null,
    suggestedAmounts: input.suggestedAmounts ?? null,
  };
  const row = {
    id: newId("paymentLink"),
    ...scope,
    title: input.title,
    description: input.description ?? null,
    imageUrl: input.imageUrl ?? null,
    amountType,
    ...linkPrice(amounts, { amountType, currency }),
    currency,
    successUrl: input.successUrl ?? null,
    successMessage: input.successMessage ?? null,
    cancelUrl: input.cancelUrl ?? null,
    active: input.active ?? true,
    collectEmail: input.collectEmail ?? false,
    maxPayments: input.maxPayments ?? null,
    expiresIn: input.expiresIn ?? null,
    paymentMethods: input.paymentMethods ? linkMethods(input.paymentMethods, scope.livemode) : null,
    metadata: input.metadata ?? {},
    createdAt: new Date(now),
    updatedAt: new Date(now),
  };
  await wantPicture(tx, row.imageUrl, now);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const slug = input.slug ?? makeSlug(input.title);
    const [link] = await tx
      .insert(paymentLinks)
      .values({ ...row, slug })
      .onConflictDoNothing({ target: paymentLinks.slug })
      .returning();
    if (link) return link as LinkRow;
    if (input.slug) throw conflict("slug_taken", "This slug is taken. Please choose another one.");
  }
  throw new ApiError("server", "busy", "No free slug was found. Please try again.", { status: 503, retryAfter: 1 });
}

/** @throws {ApiError} 400 */
export function checkEnd(successUrl: string | null, successMessage: string | null): void {
  if (successUrl === null || successMessage === null) return;
  throw invalid("successMessage", "excludes_success_url", "Give either successUrl or successMessage, not both.");
}

/** The title's words as far as an address can hold them, and six characters that keep it unguessable enough and free. */
function makeSlug(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_SLUG_WORDS)
    .replace(/^-+|-+$/g, "");
  const suffix = randomBase62(SLUG_SUFFIX).toLowerCase();
  return words === "" ? `pay-${suffix}` : `${words}-${suffix}`;
}
