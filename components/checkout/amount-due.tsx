"use client";

import { useRef } from "react";
import { CopyButton } from "./copy-button";
import { Grouped } from "./grouped";
import { amountGroups } from "./grouping";
import { contentWith, useTampered } from "./use-tampered";
import { coinText } from "./words/numbers";
import { useWords } from "./words/words-context";

type Props = {
  readonly label: string;
  readonly amount: string;
  readonly symbol: string;
  readonly accuse: () => void;
};

/** Characters that fit beside each other on a phone of 360 px. */
const FITS_40 = 9;
const FITS_28 = 13;

/** The number to send: the picture of the page. */
export function AmountDue({ label, amount, symbol, accuse }: Props) {
  const { words, signs } = useWords();
  const shown = coinText(amount, signs);
  const groups = amountGroups(shown, signs.decimal);
  const element = useRef<HTMLParagraphElement>(null);
  // In groups it stands there twice: whole for machines, in groups for the eye.
  useTampered(element, contentWith({ text: `${groups.length < 2 ? shown : shown + groups.join("")} ${symbol}` }), accuse);
  const size = amount.length <= FITS_40 ? "text-40" : amount.length <= FITS_28 ? "text-28" : "text-20";
  return (
    <section aria-label={label}>
      <div className="flex min-h-9 items-center justify-between gap-3">
        <h3 className="text-13 text-ink-2">{label}</h3>
        <CopyButton text={amount} label={words.copy.amount} />
      </div>
      <p ref={element} dir="ltr" translate="no" className={`mt-1 font-semibold tracking-tight rtl:text-right ${size}`}>
        {/* Keyed: another amount takes the place of this one, and does not push its symbol aside. */}
        <span key={shown}>
          <span data-testid="amount">
            <Grouped text={shown} groups={groups} />
          </span>{" "}
          <span className="text-16 tracking-normal text-ink-2">{symbol}</span>
        </span>
      </p>
    </section>
  );
}
