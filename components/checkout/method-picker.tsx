"use client";

import { type FormEvent, useRef, useState } from "react";
import { chosenMethod } from "@/lib/checkout/pay-statement";
import type { PublicMethod, PublicSession, SignedSession } from "@/lib/checkout/public-session";
import { cheapFirst } from "./cheap-first";
import { Filled } from "./filled";
import { Icon } from "./icon";
import { assetRef } from "./screen";
import { usualWords } from "./time-words";
import { coinText } from "./words/numbers";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

type Props = {
  readonly session: PublicSession;
  readonly onChosen: (session: SignedSession) => void;
};

/** The way to pay as one tile; a tap shows the others. Without JavaScript each of them is a button of a plain form. */
export function MethodPicker({ session, onChosen }: Props) {
  const { words, signs, asked } = useWords();
  const list = useRef<HTMLDetailsElement>(null);
  const [problem, setProblem] = useState(false);
  const chosen = chosenMethod(session);
  const others = cheapFirst(session.methods).filter((method) => method !== chosen);
  const action = `/api/checkout/${session.id}/method${asked}`;

  async function choose(event: FormEvent<HTMLFormElement>) {
    const button = (event.nativeEvent as SubmitEvent).submitter;
    const method = others.find((one) => button instanceof HTMLButtonElement && keyOf(one) === button.value);
    if (!method) return;
    event.preventDefault();
    setProblem(false);
    try {
      const response = await fetch(action, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ chainId: method.chainId, asset: assetRef(method) }),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      onChosen(await response.json());
      list.current?.removeAttribute("open");
      // The button that was pressed is gone from the list.
      list.current?.querySelector("summary")?.focus();
    } catch {
      setProblem(true);
    }
  }

  if (others.length === 0) return <Tile method={chosen} />;
  return (
    <form action={action} method="post" onSubmit={choose}>
      <details ref={list} className="group">
        <summary className="block list-none rounded-control [&::-webkit-details-marker]:hidden">
          <Tile method={chosen} change />
        </summary>
        <ul aria-label={words.pay.otherWays} className="mt-1 overflow-hidden rounded-control border border-line">
          {others.map((method) => (
            <li key={keyOf(method)} className="border-line not-first:border-t">
              <button
                type="submit"
                name="method"
                value={keyOf(method)}
                className="flex min-h-11 w-full items-center justify-between gap-3 px-3 py-2 text-start hover:bg-paper focus-visible:-outline-offset-2"
              >
                <span className="min-w-0">
                  <span className="text-ink-2">
                    <Filled
                      text={words.pay.way}
                      values={{
                        asset: <strong className="font-semibold text-ink">{method.asset.symbol}</strong>,
                        network: <bdi>{method.networkName}</bdi>,
                      }}
                    />
                  </span>
                  <TimeAndFee method={method} />
                </span>
                <bdi dir="ltr" className="shrink-0 text-13 text-ink-2">
                  {coinText(method.amount.eth, signs)}
                </bdi>
              </button>
            </li>
          ))}
        </ul>
        <p className="mt-1 text-12 text-ink-2 text-pretty">{words.pay.usual}</p>
        {problem && (
          <p role="alert" className="mt-1 text-13">
            {words.pay.notChanged}
          </p>
        )}
      </details>
    </form>
  );
}

/** The network no less than the asset: on another one the money is lost. */
const LOUD = "text-16 font-semibold text-ink";

function Tile({ method, change = false }: { method: PublicMethod; change?: boolean }) {
  const { words } = useWords();
  return (
    <div className="flex min-h-12 items-center justify-between gap-3 rounded-control border border-line px-3 py-2">
      <span className="min-w-0">
        <span className="text-13 text-ink-2">
          <Filled
            text={words.pay.way}
            values={{
              asset: <strong className={LOUD}>{method.asset.symbol}</strong>,
              network: (
                <bdi>
                  <strong className={LOUD}>{method.networkName}</strong>
                </bdi>
              ),
            }}
          />
        </span>
        <TimeAndFee method={method} />
      </span>
      {change && (
        <span className="inline-flex shrink-0 items-center gap-1 text-13">
          {words.pay.change} <Icon name="down" className="size-4! text-ink-2 transition-transform group-open:rotate-180" />
        </span>
      )}
    </div>
  );
}

/** How long it takes until the shop has the money, and whether the network takes much. */
function TimeAndFee({ method: { usualMs, fee } }: { method: PublicMethod }) {
  const spoken = useWords();
  const { usually, lowFee, highFee } = spoken.words.pay;
  return (
    <span className="block text-12 text-ink-2">
      {fill(usually, { time: usualWords(usualMs, spoken) })} · {fee === "low" ? lowFee : highFee}
    </span>
  );
}

function keyOf(method: PublicMethod): string {
  return `${method.chainId}:${assetRef(method)}`;
}
