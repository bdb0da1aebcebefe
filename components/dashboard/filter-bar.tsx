import Link from "next/link";

type Filter = { readonly key: string; readonly word: string };

/** Says in words what is shown, and what else could be. */
export function FilterBar({ filters, shown, path }: { filters: readonly Filter[]; shown: string; path: string }) {
  return (
    <nav aria-label="Filter" className="-mx-1 flex gap-1 overflow-x-auto px-1 pb-3">
      {filters.map(({ key, word }) => (
        <Link
          key={key}
          href={key === filters[0]?.key ? path : `${path}?show=${key}`}
          aria-current={key === shown ? "true" : undefined}
          className="flex h-8 shrink-0 items-center rounded-control px-3 text-13 text-ink-2 hover:bg-ink/5 hover:text-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper max-sm:h-10"
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}
