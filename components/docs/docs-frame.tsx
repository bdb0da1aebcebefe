import type { ReactNode } from "react";
import { LEDGER } from "../ui/ledger-class";

export type Contents = readonly { readonly title: string; readonly href: string; readonly parts?: Contents }[];

/** The frame of every page of the documentation: its head, its contents, and the page itself. */
export function DocsFrame({ contents, children }: { contents: Contents; children: ReactNode }) {
  return (
    <div className={LEDGER}>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:p-3">
        To the text
      </a>
      <header className="sticky top-0 z-10 border-b border-line bg-paper">
        <div className="mx-auto flex h-12 max-w-[1440px] items-center gap-6 px-4 sm:px-8">
          <a href="/docs" className="flex items-center gap-2 font-semibold">
            {/* biome-ignore lint/performance/noImgElement: a small drawing of ours, as it is */}
            <img src="/icon.svg" alt="" width={20} height={20} />
            Florin docs
          </a>
          <nav aria-label="Documentation" className="ml-auto flex gap-5 text-13 text-ink-2">
            <a href="/docs/api" className="py-2 hover:text-ink hover:underline">
              API reference
            </a>
            <a href="/dashboard" className="py-2 hover:text-ink hover:underline">
              Dashboard
            </a>
          </nav>
        </div>
      </header>
      <div className="mx-auto max-w-[1440px] gap-10 px-4 sm:px-8 lg:grid lg:grid-cols-[220px_minmax(0,1fr)]">
        <details className="border-b border-line py-3 lg:hidden">
          <summary className="py-1 font-medium">Contents</summary>
          <ContentsList contents={contents} />
        </details>
        <nav
          aria-label="Contents"
          className="hidden py-8 lg:sticky lg:top-12 lg:block lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto"
        >
          <ContentsList contents={contents} />
        </nav>
        <main id="content" className="min-w-0 py-8 pb-24">
          {children}
        </main>
      </div>
    </div>
  );
}

function ContentsList({ contents }: { contents: Contents }) {
  return (
    <ul className="flex flex-col gap-1 text-13">
      {contents.map(({ title, href, parts = [] }) => (
        <li key={href}>
          <a href={href} className="block py-1 font-medium hover:underline">
            {title}
          </a>
          {parts.length > 0 && (
            <ul className="flex flex-col border-l border-line pb-2 pl-3">
              {parts.map((part) => (
                <li key={part.href}>
                  <a href={part.href} className="block py-1 text-ink-2 hover:text-ink hover:underline">
                    {part.title}
                  </a>
                  {part.parts && (
                    <ul className="border-l border-line pb-1 pl-3">
                      {part.parts.map(({ title, href }) => (
                        <li key={href}>
                          <a href={href} className="block py-1 text-12 text-ink-2 hover:text-ink hover:underline">
                            {title}
                          </a>
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
