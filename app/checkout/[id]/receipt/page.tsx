import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { LanguageLinks } from "@/components/checkout/language-links";
import { inSentence } from "@/components/checkout/shop-name";
import { TestBanner } from "@/components/checkout/test-banner";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { fill } from "@/components/checkout/words/words";
import { accentTokens } from "@/components/receipt/accent-style";
import { NoReceipt, ReceiptView } from "@/components/receipt/receipt-view";
import { ShopLogo } from "@/components/receipt/shop-pictures";
import { tellingIn } from "@/components/receipt/telling";
import { loadReceipt } from "@/db/queries/public-sessions";
import { loadSessionFace } from "@/db/queries/shop-faces";
import { isId } from "@/lib/ids";
import { app } from "@/lib/services/app";
import { pageLocale } from "../../../page-locale";

export const dynamic = "force-dynamic";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
};

/** Once per request, for the title and the page. */
const receiptOf = cache(async (id: string) => {
  const receipt = isId("session", id) ? await loadReceipt(app().database, id, Date.now()) : undefined;
  return receipt === undefined ? notFound() : receipt;
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  const receipt = await receiptOf((await props.params).id);
  const { words } = tellingIn(await pageLocale());
  return {
    title: {
      absolute: receipt ? fill(words.receipt.from, { shop: inSentence(receipt.merchantName) }) : words.receipt.none,
    },
    description: null,
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

export default async function ReceiptPage(props: Props) {
  const { id } = await props.params;
  const locale = await pageLocale();
  const telling = tellingIn(locale);
  const says = serverWordsOf(locale).page;
  const [receipt, face] = await Promise.all([receiptOf(id), loadSessionFace(app().database.db, id)]);
  return (
    <main style={accentTokens(face?.accentColor ?? null)}>
      {receipt && !receipt.livemode && <TestBanner says={says} />}
      <div className="mx-auto max-w-2xl px-4 py-6 wide:py-12 print:max-w-none print:p-0">
        {receipt ? (
          <ReceiptView receipt={receipt} telling={telling} logo={<ShopLogo logo={face?.logo ?? null} />} />
        ) : (
          <NoReceipt sessionId={id} telling={telling} />
        )}
      </div>
      <div className="print:hidden">
        <LanguageLinks current={locale} label={says.language} column="wide:max-w-2xl" />
      </div>
    </main>
  );
}
