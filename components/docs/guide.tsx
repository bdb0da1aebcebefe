import type { ReactNode } from "react";

/** A guide's page: one column of text, as wide as lines are read well. */
export function Guide({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <article className="flex max-w-3xl flex-col gap-4 [&_li]:list-disc [&_ol_li]:list-decimal [&_ol]:pl-5 [&_ul]:flex [&_ul]:flex-col [&_ul]:gap-1 [&_ul]:pl-5">
      <header className="flex flex-col gap-2 pb-2">
        <h1 className="text-28 font-semibold tracking-tight">{title}</h1>
        <p className="text-16 text-ink-2">{about}</p>
      </header>
      {children}
    </article>
  );
}

export function Step({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-label={title} className="flex scroll-mt-16 flex-col gap-3 pt-4">
      <h2 className="text-20 font-semibold">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      {children}
    </section>
  );
}

export function To({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="underline underline-offset-2">
      {children}
    </a>
  );
}

/** Two columns: a word, and what it means. */
export function Meanings({
  head,
  rows,
}: {
  head: readonly [string, string];
  rows: readonly (readonly [ReactNode, ReactNode])[];
}) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-13">
        <thead>
          <tr className="border-b border-line">
            {head.map((word) => (
              <th key={word} scope="col" className="py-2 pr-6 font-semibold">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([word, meaning], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
            <tr key={place} className="border-b border-line align-top">
              <td className="py-2 pr-6 font-mono text-12 [overflow-wrap:normal]">{word}</td>
              <td className="py-2 text-ink-2">{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
