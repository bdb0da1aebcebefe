"use client";

import { type FormEvent, useRef, useState } from "react";
import type { PublicMethod, PublicSession } from "@/lib/checkout/public-session";
import { Icon } from "./icon";
import { assetRef, chosenMethod } from "./screen";

type Props = {
  readonly session: PublicSession;
  readonly onChosen: (session: PublicSession) => void;
};

/** The way to pay as one tile; a tap shows the others. Without JavaScript each of them is a button of a plain form. */
export function MethodPicker({ session, onChosen }: Props) {
  const list = useRef<HTMLDetailsElement>(null);
  const [problem, setProblem] = useState(false);
  const chosen = chosenMethod(session);
  const others = session.methods.filter((method) => method !== chosen);
  const action = `/api/checkout/${session.id}/method`;

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
        <ul aria-label="Other ways to pay" className="mt-1 overflow-hidden rounded-control border border-line">
          {others.map((method) => (
            <li key={keyOf(method)} className="border-line not-first:border-t">
              <button
                type="submit"
                name="method"
                value={keyOf(method)}
                className="flex min-h-11 w-full items-center justify-between gap-3 px-3 py-2 text-left hover:bg-paper focus-visible:-outline-offset-2"
              >
                <span>
                  <strong className="font-semibold">{method.asset.symbol}</strong>{" "}
                  <span className="text-ink-2">on {method.networkName}</span>
                </span>
                <span className="text-13 text-ink-2">{method.amount.eth}</span>
              </button>
            </li>
          ))}
        </ul>
        {problem && (
          <p role="alert" className="mt-1 text-13">
            That did not work. Nothing has changed; please try again.
          </p>
        )}
      </details>
    </form>
  );
}

function Tile({ method, change = false }: { method: PublicMethod; change?: boolean }) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-3 rounded-control border border-line px-3 py-2">
      <span className="min-w-0">
        <strong className="text-16 font-semibold">{method.asset.symbol}</strong>{" "}
        <span className="text-14 text-ink-2">
          on <strong className="font-semibold text-ink">{method.networkName}</strong>
        </span>
      </span>
      {change && (
        <span className="inline-flex items-center gap-1 text-13 font-medium">
          Change <Icon name="down" className="size-4! text-ink-2 transition-transform group-open:rotate-180" />
        </span>
      )}
    </div>
  );
}

function keyOf(method: PublicMethod): string {
  return `${method.chainId}:${assetRef(method)}`;
}
