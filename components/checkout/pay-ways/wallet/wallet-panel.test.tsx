import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { LOCALE_NAMES } from "@/lib/locale";
import { waiting } from "../../testing/waiting-session";
import { spokenIn } from "../../words/spoken-in";
import { walletWordsOf } from "../../words/wallet/wallet-words";
import { WordsProvider } from "../../words/words-context";
import { WalletPanel } from "./wallet-panel";

const [method] = waiting.methods;
if (!method) throw new Error("the session has no way to pay");
const guard = { isTampered: false, accuse: () => {}, holds: async () => true, isStillTrusted: async () => true };

it.each(LOCALE_NAMES)("speaks the page's language with its own words: %s", (locale) => {
  const html = renderToStaticMarkup(
    <WordsProvider spoken={spokenIn(locale)}>
      <WalletPanel session={waiting} method={method} networks={[]} guard={guard} />
    </WordsProvider>,
  );
  expect(html).toContain(walletWordsOf(locale).none);
});
