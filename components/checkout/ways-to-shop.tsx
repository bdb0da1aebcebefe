import type { ReactNode } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { inSentence } from "./shop-name";
import type { Spoken } from "./words/spoken";
import { fill } from "./words/words";

/** The ways that a session has to its shop, drawn on the server; what it has not is null. */
export type WaysToShop = {
  /** Quiet, while it is open. */
  readonly back: ReactNode;
  readonly cancel: ReactNode;
  /** Once it has ended. */
  readonly leave: ReactNode;
  /** After payment, to the page for that, and which host that is. */
  readonly go: ReactNode;
  readonly goesTo: ReactNode;
};

export function waysToShop(session: PublicSession, { words }: Spoken): WaysToShop {
  const { returnUrl, cancelUrl, successUrl } = session;
  const backTo = fill(words.shop.backTo, { shop: inSentence(session.merchantName) });
  const left = returnUrl ?? cancelUrl;
  return {
    back: returnUrl && <QuietLink href={returnUrl} label={backTo} />,
    cancel: cancelUrl && <QuietLink href={cancelUrl} label={words.shop.cancel} />,
    leave: left && (
      <>
        <LeaveLink href={left} label={backTo} />
        <Host url={left} className="mt-2" />
      </>
    ),
    go: successUrl && <LeaveLink href={successUrl} label={words.shop.goNow} />,
    goesTo: successUrl && <Host url={successUrl} />,
  };
}

function Host({ url, className = "" }: { url: string; className?: string }) {
  return (
    <p className={`text-12 text-ink-2 ${className}`}>
      <bdi dir="ltr">{new URL(url).host}</bdi>
    </p>
  );
}

function QuietLink({ href, label }: { href: string; label: string }) {
  return (
    <a
      href={href}
      target="_top"
      rel="noreferrer"
      className="inline-flex min-h-11 items-center text-ink-2 underline decoration-line underline-offset-4 hover:text-ink"
    >
      {label}
    </a>
  );
}

/** Loud, unless there is something better to do beside it. */
function LeaveLink({ href, label }: { href: string; label: string }) {
  return (
    <a
      href={href}
      target="_top"
      rel="noreferrer"
      className="inline-flex min-h-11 items-center rounded-control bg-florin px-4 py-2 font-semibold text-on-florin hover:dim in-data-quiet:border in-data-quiet:border-line in-data-quiet:bg-card in-data-quiet:font-normal in-data-quiet:text-ink in-data-quiet:hover:border-ink-3"
    >
      {label}
    </a>
  );
}
