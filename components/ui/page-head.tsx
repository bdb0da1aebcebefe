import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** Where this page was opened from. */
  back?: { href: string; word: string };
  /** The one primary act. */
  act?: ReactNode;
  children?: ReactNode;
};

export function PageHead({ title, back, act, children }: Props) {
  return (
    <header className="flex flex-col gap-1 pb-6">
      {back && (
        <Link href={back.href} className="w-fit py-1 text-13 text-ink-2 hover:text-ink hover:underline">
          ← {back.word}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-28 font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
        {act}
      </div>
    </header>
  );
}

/** A group on a page with its own heading. */
export function Section({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3 pt-6">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h2 className="text-16 font-semibold">{title}</h2>
        {act}
      </div>
      {children}
    </section>
  );
}
