import type { ReactNode } from "react";

/** A page that is one message: what happened, and what to do now. */
export function Message({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto w-full max-w-[27.5rem] px-4 py-[12vh]">
      <div className="rounded-panel border border-line bg-card p-6 shade">
        <h1 className="text-20 font-semibold text-balance">{title}</h1>
        <div className="mt-2 flex flex-col items-start gap-4 text-14 text-ink-2 text-pretty">{children}</div>
      </div>
    </main>
  );
}
