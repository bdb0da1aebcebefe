import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Checkout } from "@/components/checkout/checkout";
import { checkoutParts } from "@/components/checkout/checkout-parts";
import { IconSprite } from "@/components/checkout/icon-sprite";
import { LanguageLinks } from "@/components/checkout/language-links";
import { inSentence } from "@/components/checkout/shop-name";
import { TestBanner } from "@/components/checkout/test-banner";
import { numberSigns, priceText } from "@/components/checkout/words/numbers";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { spokenIn } from "@/components/checkout/words/spoken-in";
import { fill } from "@/components/checkout/words/words";
import { accentTokens } from "@/components/receipt/accent-style";
import { EmailForm } from "@/components/receipt/email-form";
import { ReceiptLink } from "@/components/receipt/receipt-link";
import { GoodsImage, ShopLogo } from "@/components/receipt/shop-pictures";
import { receiptWords } from "@/components/receipt/words/receipt-words";
import { loadSessionFace } from "@/db/queries/shop-faces";
import { checkoutKey } from "@/lib/checkout-key";
import { isId } from "@/lib/ids";
import { app } from "@/lib/services/app";
import { loadSignedSession } from "@/lib/services/sign-sessions";
import { signedCodes } from "@/lib/services/signed-codes";
import { walletNetworks } from "@/lib/services/wallet-networks";
import { askedLanguage, pageLocale } from "../../page-locale";

export const dynamic = "force-dynamic";

type Props = { readonly params: Promise<{ readonly id: string }> };

/** Without JavaScript the page asks again by itself. */
const REFRESH_SECONDS = 10;

/** Once per request, for the title and the page. */
const sessionOf = cache(async (id: string) => {
  const session = isId("session", id) ? await loadSignedSession(app(), id, Date.now()) : null;
  return session ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { fiat, merchantName } = await sessionOf((await params).id);
  const locale = await pageLocale();
  const price = priceText(fiat, numberSigns(locale));
  return {
    title: { absolute: fill(serverWordsOf(locale).page.title, { price, shop: inSentence(merchantName) }) },
    description: null,
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

export default async function CheckoutPage({ params }: Props) {
  const session = await sessionOf((await params).id);
  const { config } = app();
  const locale = await pageLocale();
  const says = serverWordsOf(locale);
  const asked = await askedLanguage();
  const spoken = spokenIn(locale, asked);
  const kept = receiptWords(locale);
  const face = await loadSessionFace(app().database.db, session.id);
  return (
    <main style={accentTokens(face?.accentColor ?? null)}>
      {/*
        First seen when all of the screen is there, so that nothing on it moves while the rest comes (HTML, "expect").
        Chromium goes by the start of what is named: it is what follows that screen, on a phone as in app/customers.css.
      */}
      <link rel="expect" href="#address" blocking="render" media="(width < 56.25rem)" />
      <link rel="expect" href="#languages" blocking="render" media="(width >= 56.25rem)" />
      {!session.final && (
        <noscript>
          <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />
        </noscript>
      )}
      {!session.livemode && <TestBanner says={says.page} />}
      <IconSprite />
      <Checkout
        initial={session}
        pay={{
          codes: signedCodes(config, session),
          networks: walletNetworks(config, session),
          publicKey: checkoutKey(config.ENCRYPTION_KEY).publicKey,
        }}
        parts={{
          ...checkoutParts(session, spoken, {
            logo: <ShopLogo logo={face?.logo ?? null} />,
            image: <GoodsImage image={face?.image ?? null} />,
          }),
          email: face?.asksEmail && (
            <EmailForm sessionId={session.id} asked={asked} merchantName={session.merchantName} words={kept.email} />
          ),
          keep: <ReceiptLink sessionId={session.id} asked={asked} label={kept.receipt.see} />,
        }}
      />
      <LanguageLinks current={locale} label={says.page.language} />
    </main>
  );
}
