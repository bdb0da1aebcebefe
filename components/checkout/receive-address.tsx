"use client";

import { useRef, useState } from "react";
import { CopyButton } from "./copy-button";
import { Filled } from "./filled";
import { Grouped } from "./grouped";
import { addressGroups } from "./grouping";
import { useTampered } from "./use-tampered";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

/** The address in groups of four. Its two ends are strong: they are what a careful person compares. */
export function ReceiveAddress({ address, network }: { address: string; network: string }) {
  const { words } = useWords();
  const [copied, setCopied] = useState(false);
  const groups = addressGroups(address);
  const shown = useRef<HTMLParagraphElement>(null);
  // It stands there twice: whole for machines, in groups for the eye.
  const isTampered = useTampered(shown, address + address);
  return (
    <section aria-label={words.pay.address}>
      <div className="flex items-center justify-between gap-3">
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
      {isTampered && (
        <p role="alert" className="mt-2 rounded-control border-2 border-bad p-3 text-14 font-semibold">
          {words.pay.tampered}
        </p>
      )}
      {copied && !isTampered && (
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
