import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { en } from "./en";
import { numberSigns } from "./numbers";
import type { Spoken } from "./spoken";
import { useWords, WordsProvider } from "./words-context";

const spoken: Spoken = { locale: "en", words: en, signs: numberSigns("en"), asked: "" };

function Title() {
  return <h2>{useWords().words.status.waiting}</h2>;
}

it("gives every component inside the page's words, and none outside", () => {
  const page = (
    <WordsProvider spoken={spoken}>
      <Title />
    </WordsProvider>
  );
  expect(renderToStaticMarkup(page)).toBe("<h2>Waiting for your payment</h2>");
  expect(() => renderToStaticMarkup(<Title />)).toThrow("WordsProvider");
});
