import type { ReactNode } from "react";

export type Fact = { readonly word: string; readonly value: ReactNode };

/** Words and values, one a line; values may be long. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6.5rem,auto)_1fr] gap-x-4 gap-y-2.5 rounded-panel border border-line bg-card px-5 py-4 shadow-panel">
      {facts.map(({ word, value }) => (
        <div key={word} className="contents">
          <dt className="text-ink-2">{word}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
