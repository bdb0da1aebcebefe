"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { inSentence } from "./shop-name";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

const SECONDS_SHOWN = 5;

/** After payment: says where it goes, goes there by itself after five seconds, and can be told to stay. */
export function ReturnToShop({ session, go, goesTo }: { session: PublicSession; go: ReactNode; goesTo: ReactNode }) {
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
        {go}
        {!staying && (
          <button
            type="button"
            onClick={() => setStaying(true)}
            className="min-h-11 rounded-control border border-line px-4 hover:border-ink-3 noscript:hidden"
          >
            {says.stay}
          </button>
        )}
      </div>
      {goesTo}
    </div>
  );
}
