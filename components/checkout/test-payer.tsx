"use client";

import { type FormEvent, useState } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { useWords } from "./words/words-context";

const CHOICES = ["exact", "less", "more"] as const;

/** On a local test chain: a real payment by the node's own account. */
export function TestPayer({ session, onSent }: { session: PublicSession; onSent: () => void }) {
  const { words, asked } = useWords();
  const says = words.testWallet;
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const action = `/api/checkout/${session.id}/test_payment${asked}`;

  async function pay(event: FormEvent<HTMLFormElement>) {
    const button = (event.nativeEvent as SubmitEvent).submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    setBusy(true);
    setSaid(null);
    const sent = await fetch(action, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ amount: button.value }),
    }).then(
      (response) => response.ok,
      () => false,
    );
    setBusy(false);
    setSaid(sent ? says.sent : says.notSent);
    if (sent) onSent();
  }

  return (
    <form
      action={action}
      method="post"
      onSubmit={pay}
      data-glides
      className="below rounded-control border border-dashed border-ink-3 p-3"
    >
      <h3 className="text-13 font-semibold">{says.title}</h3>
      <div className="mt-2 flex flex-wrap gap-2">
        {CHOICES.map((choice) => (
          <button
            key={choice}
            type="submit"
            name="amount"
            value={choice}
            disabled={busy}
            className="min-h-9 rounded-control border border-line bg-card px-3 text-13 hover:border-ink-3 disabled:text-ink-3"
          >
            {says[choice]}
          </button>
        ))}
      </div>
      <p aria-live="polite" className="mt-2 text-12 text-ink-2 empty:hidden">
        {said}
      </p>
    </form>
  );
}
