"use client";

/** What broke stays in the log: a visitor learns what to do. It comes with every page, so it is small. */
export default function PageFailed({ reset }: { reset: () => void }) {
  return (
    <main className="mx-auto max-w-[27.5rem] px-4 py-[12vh]">
      <h1 className="text-20 font-semibold">This page could not be shown</h1>
      <p>What you have sent is safe. Please try again in a moment, and do not send anything until you see the page.</p>
      <button type="button" onClick={reset} className="mt-4 min-h-11 rounded-control bg-florin px-4 font-semibold text-on-florin">
        Try again
      </button>
    </main>
  );
}
