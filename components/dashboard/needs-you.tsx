import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { StatusIcon, type Tone } from "../ui/status";

export type Need = {
  readonly id: string;
  readonly tone: Tone;
  readonly href: string;
  readonly words: string;
  /** What it is about, in the merchant's own words. */
  readonly name?: string;
};

/** Above everything else: what only a person can settle. Silent when there is nothing. */
export function NeedsYou({ needs }: { needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  return (
    <section aria-label="Needs you" className="flex flex-col gap-3">
      <h2 className="text-16 font-semibold">Needs you</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-card shadow-panel">
        {needs.map(({ id, tone, href, words, name }) => (
          <li key={id}>
            <Link href={href} className="flex min-h-12 items-center gap-3 px-4 py-2 -outline-offset-2 hover:bg-ink/[0.03]">
              <StatusIcon tone={tone} />
              <span className="min-w-0 flex-1">
                {words}
                {name && <span className="line-clamp-1 text-13 text-ink-2">{name}</span>}
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.5} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
