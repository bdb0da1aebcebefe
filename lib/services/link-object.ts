import type { LinkRow } from "@/db/queries/links";
import type { Metadata } from "../checkout/record";
import { formatFiat } from "../money";

/** The payment link of the API (product.md 3.3). */
export type LinkObject = {
  readonly id: string;
  readonly object: "payment_link";
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly imageUrl: string | null;
  readonly fiatAmount: string | null;
  readonly fiatCurrency: string;
  readonly amountType: "fixed" | "open";
  readonly minAmount: string | null;
  readonly maxAmount: string | null;
  readonly suggestedAmounts: readonly string[];
  readonly successUrl: string | null;
  readonly successMessage: string | null;
  readonly cancelUrl: string | null;
  readonly active: boolean;
  readonly collectEmail: boolean;
  readonly maxPayments: number | null;
  readonly expiresIn: number | null;
  readonly paymentMethods: LinkRow["paymentMethods"];
  readonly metadata: Metadata;
  readonly checkoutUrl: string;
  readonly livemode: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** @param baseUrl the app's own origin, without a slash at the end */
export function linkObject(link: LinkRow, baseUrl: string): LinkObject {
  const fiat = (minor: bigint | null) => (minor === null ? null : formatFiat(minor, link.currency));
  return {
    id: link.id,
    object: "payment_link",
    slug: link.slug,
    title: link.title,
    description: link.description,
    imageUrl: link.imageUrl,
    fiatAmount: fiat(link.fiatMinor),
    fiatCurrency: link.currency,
    amountType: link.amountType,
    minAmount: fiat(link.minMinor),
    maxAmount: fiat(link.maxMinor),
    suggestedAmounts: (link.suggestedMinor ?? []).map((minor) => formatFiat(minor, link.currency)),
    successUrl: link.successUrl,
    successMessage: link.successMessage,
    cancelUrl: link.cancelUrl,
    active: link.active,
    collectEmail: link.collectEmail,
    maxPayments: link.maxPayments,
    expiresIn: link.expiresIn,
    paymentMethods: link.paymentMethods,
    metadata: link.metadata,
    checkoutUrl: `${baseUrl}/l/${link.slug}`,
    livemode: link.livemode,
    createdAt: link.createdAt.toISOString(),
    updatedAt: link.updatedAt.toISOString(),
  };
}
