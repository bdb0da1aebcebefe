"use client";

import { useEffect, useState } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { inSentence } from "./shop-name";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

const SECONDS_SHOWN = 5;

/** After payment: says where it goes, goes there by itself after five seconds, and can be told to stay. */
export function ReturnToShop({ session }: { session: PublicSession }) {
  const says = useWords().words.shop;
  const { successUrl, merchantName } = session;
  const [secondsLeft, setSecondsLeft] = useState(SECONDS_SHOWN);
  const [staying, setStaying] = useState(false);

  // Over a shop's page it is the shop that goes on: it has been told.
  useEffect(() => setStaying(window.parent !== window), []);

  useEffect(() => {
    if (successUrl === null || staying) return;
    if (secondsLeft === 0) {
      window.location.assign(successUrl);
      return;
    }
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1_000);
    return () => clearTimeout(timer);
  }, [successUrl, secondsLeft, staying]);

  if (successUrl === null) return null;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-14 noscript:hidden">
        {staying ? says.stays : fill(says.returning, { shop: inSentence(merchantName), n: secondsLeft })}
      </p>
      <p className="hidden text-14 noscript:block">{fill(says.canReturn, { shop: inSentence(merchantName) })}</p>
      <div className="flex gap-2">
        <LeaveLink href={successUrl} label={says.goNow} />
        {!staying && (
          <button
            type="button"
            onClick={() => setStaying(true)}
            className="min-h-11 rounded-control border border-line px-4 font-medium hover:border-ink-3 noscript:hidden"
          >
            {says.stay}
          </button>
        )}
      </div>
      <p className="text-12 text-ink-2">
        <bdi dir="ltr">{new URL(successUrl).host}</bdi>
      </p>
    </div>
  );
}

/** For every other outcome: the way back, taken only by hand; quiet beside something better to do. */
export function BackToShop({ session }: { session: PublicSession }) {
  const says = useWords().words.shop;
  const href = session.returnUrl ?? cancelUrlOf(session);
  if (href === null) return null;
  return (
    <div>
      <LeaveLink href={href} quiet={session.requotable} label={fill(says.backTo, { shop: inSentence(session.merchantName) })} />
      <p className="mt-2 text-12 text-ink-2">
        <bdi dir="ltr">{new URL(href).host}</bdi>
      </p>
    </div>
  );
}

/** While it is open: the way back, and the way to give up for as long as nothing has come. Neither changes the session. */
export function WaysOut({ session }: { session: PublicSession }) {
  const says = useWords().words.shop;
  const { returnUrl, merchantName } = session;
  const cancelUrl = cancelUrlOf(session);
  if (returnUrl === null && cancelUrl === null) return null;
  return (
    <div className="-mt-3 flex flex-wrap justify-between gap-x-6 text-13">
      {returnUrl !== null && <QuietLink href={returnUrl} label={fill(says.backTo, { shop: inSentence(merchantName) })} />}
      {cancelUrl !== null && <QuietLink href={cancelUrl} label={says.cancel} />}
    </div>
  );
}

/** Whoever has sent something does not give up: from then on there is the way back alone. */
function cancelUrlOf({ cancelUrl, payments }: PublicSession): string | null {
  return payments.length === 0 ? cancelUrl : null;
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

function LeaveLink({ href, label, quiet = false }: { href: string; label: string; quiet?: boolean }) {
  const look = quiet
    ? "border border-line font-medium hover:border-ink-3"
    : "bg-florin font-semibold text-on-florin hover:brightness-95";
  return (
    <a
      href={href}
      target="_top"
      rel="noreferrer"
      className={`inline-flex min-h-11 items-center rounded-control px-4 py-2 ${look}`}
    >
      {label}
    </a>
  );
}
