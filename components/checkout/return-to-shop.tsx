"use client";

import { useEffect, useState } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { inSentence } from "./shop-name";

const SECONDS_SHOWN = 5;

/** After payment: says where it goes, goes there by itself after five seconds, and can be told to stay. */
export function ReturnToShop({ session }: { session: PublicSession }) {
  const { successUrl, merchantName } = session;
  const [secondsLeft, setSecondsLeft] = useState(SECONDS_SHOWN);
  const [staying, setStaying] = useState(false);

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
        {staying ? "This page stays." : `Returning to ${inSentence(merchantName)} in ${secondsLeft} s`}
      </p>
      <p className="hidden text-14 noscript:block">You can go back to {inSentence(merchantName)}.</p>
      <div className="flex gap-2">
        <LeaveLink href={successUrl} label="Go now" />
        {!staying && (
          <button
            type="button"
            onClick={() => setStaying(true)}
            className="min-h-11 rounded-control border border-line px-4 font-medium hover:border-ink-3 noscript:hidden"
          >
            Stay
          </button>
        )}
      </div>
      <p className="text-12 text-ink-2">{new URL(successUrl).host}</p>
    </div>
  );
}

/** For every other outcome: the way back, taken only by hand; quiet beside something better to do. */
export function BackToShop({ session }: { session: PublicSession }) {
  const href = session.returnUrl ?? session.cancelUrl;
  if (href === null) return null;
  return (
    <div>
      <LeaveLink href={href} quiet={session.requotable} label={`Back to ${inSentence(session.merchantName)}`} />
      <p className="mt-2 text-12 text-ink-2">{new URL(href).host}</p>
    </div>
  );
}

function LeaveLink({ href, label, quiet = false }: { href: string; label: string; quiet?: boolean }) {
  const look = quiet
    ? "border border-line font-medium hover:border-ink-3"
    : "bg-florin font-semibold text-on-florin hover:brightness-95";
  return (
    <a href={href} rel="noreferrer" className={`inline-flex min-h-11 items-center rounded-control px-4 py-2 ${look}`}>
      {label}
    </a>
  );
}
