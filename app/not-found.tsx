import { headers } from "next/headers";
import { Message } from "@/components/checkout/message";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { chooseLocale, LOCALES, languageTag } from "@/lib/locale";
import { PAGE_LOCALE_HEADER } from "./page-locale";

/** Whoever comes here may be a customer whose link was cut short: so in the reader's language, wherever it is. */
export default async function NotFound() {
  const told = await headers();
  const locale = chooseLocale({ query: told.get(PAGE_LOCALE_HEADER), acceptLanguage: told.get("accept-language") });
  const { missing } = serverWordsOf(locale);
  return (
    <div lang={languageTag(locale)} dir={LOCALES[locale].direction}>
      <Message title={missing.page}>
        <p>{missing.pageText}</p>
      </Message>
    </div>
  );
}
