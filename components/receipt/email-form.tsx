import { inSentence } from "../checkout/shop-name";
import { fill } from "../checkout/words/words";
import type { ReceiptWords } from "./words/receipt-words";

type Props = {
  readonly sessionId: string;
  readonly asked: string;
  readonly merchantName: string;
  readonly words: ReceiptWords["email"];
};

/** Only where the shop asks for it and has none yet. A plain form, drawn on the server: it needs no script. */
export function EmailForm({ sessionId, asked, merchantName, words }: Props) {
  return (
    <form
      action={`/api/checkout/${sessionId}/email${asked}`}
      method="post"
      className="flex flex-col gap-2 border-t border-line pt-4 text-13"
    >
      <label htmlFor="email" className="font-semibold">
        {words.label}
      </label>
      <div className="flex gap-2">
        <input
          id="email"
          type="email"
          name="email"
          required
          maxLength={254}
          autoComplete="email"
          dir="ltr"
          aria-describedby="email-why"
          className="min-h-11 w-full min-w-0 rounded-control border border-ink-3 bg-card px-3 text-16"
        />
        <button type="submit" className="min-h-11 shrink-0 rounded-control border border-line bg-card px-4 hover:border-ink-3">
          {words.save}
        </button>
      </div>
      <p id="email-why" className="text-ink-2 text-pretty">
        {fill(words.text, { shop: inSentence(merchantName) })}
      </p>
    </form>
  );
}
