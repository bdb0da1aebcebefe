import type { ReactNode } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { AskShop } from "./ask-shop";
import type { CheckoutParts } from "./checkout";
import { PaidHelp } from "./paid-help";
import { PaidStamp } from "./paid-stamp";
import { Shop } from "./shop";
import { waysToShop } from "./ways-to-shop";
import { serverWordsOf } from "./words/server/server-words";
import type { Spoken } from "./words/spoken";

/** Null where the shop has none. */
type Pictures = { readonly logo: ReactNode; readonly image: ReactNode };

/** What the server draws for every checkout page. */
export function checkoutParts(session: PublicSession, spoken: Spoken, pictures: Pictures): CheckoutParts {
  const { words, signs, locale, asked } = spoken;
  return {
    shop: <Shop session={session} signs={signs} {...pictures} />,
    contact: <AskShop session={session} spoken={spoken} />,
    help: <PaidHelp sessionId={session.id} asked={asked} says={serverWordsOf(locale).help} />,
    delayed: <Delayed says={words.status} />,
    newPrice: <NewPrice action={`/api/checkout/${session.id}/requote${asked}`} label={words.pay.newPrice} />,
    stamp: <PaidStamp />,
    ways: waysToShop(session, spoken),
  };
}

/** A plain form: it leads back here, to an amount at today's rate. */
function NewPrice({ action, label }: { action: string; label: string }) {
  return (
    <form action={action} method="post">
      <button type="submit" className="min-h-11 rounded-control bg-florin px-4 py-2 font-semibold text-on-florin hover:dim">
        {label}
      </button>
    </form>
  );
}

function Delayed({ says }: { says: Spoken["words"]["status"] }) {
  return (
    <p className="rounded-control border border-line bg-paper px-3 py-2 text-13 text-pretty">
      <strong className="font-semibold">{says.delayed}</strong> {says.delayedText}
    </p>
  );
}
