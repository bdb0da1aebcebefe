"use client";

import { useRef, useState } from "react";
import { CopyButton } from "./copy-button";
import { Filled } from "./filled";
import { Grouped } from "./grouped";
import { addressGroups } from "./grouping";
import { contentWith, useTampered } from "./use-tampered";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

/** The address in groups of four. Its two ends are strong: they are what a careful person compares. */
export function ReceiveAddress({ address, network, accuse }: { address: string; network: string; accuse: () => void }) {
  const { words } = useWords();
  const [copied, setCopied] = useState(false);
  const groups = addressGroups(address);
  const shown = useRef<HTMLParagraphElement>(null);
  // It stands there twice: whole for machines, in groups for the eye.
  useTampered(shown, contentWith({ text: address + address }), accuse);
  return (
    <section id="address" aria-label={words.pay.address}>
      <div className="flex min-h-9 items-center justify-between gap-3">
        <h3 className="text-13 text-ink-2">{fill(words.pay.toAddress, { network })}</h3>
        <CopyButton text={address} label={words.copy.address} onCopied={() => setCopied(true)} />
      </div>
      <p
        ref={shown}
        dir="ltr"
        className="mt-1 max-w-[27ch] font-mono text-14 leading-6 text-ink-2 rtl:ms-auto"
        data-testid="address"
        translate="no"
      >
        <Grouped text={address} groups={groups} strongEnds />
      </p>
      {copied && (
        <p className="mt-1 text-13 text-ink-2">
          <Filled
            text={words.pay.addressEnds}
            values={{
              end: (
                <strong dir="ltr" className="font-mono text-ink">
                  {groups.at(-1)}
                </strong>
              ),
            }}
          />
        </p>
      )}
    </section>
  );
}
