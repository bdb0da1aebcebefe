"use client";

/** Prints by the browser; without JavaScript the browser's own menu does the same. */
export function PrintButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      onClick={() => window.print()}
      className="min-h-11 rounded-control bg-florin px-4 py-2 font-semibold text-on-florin hover:dim noscript:hidden"
    >
      {label}
    </button>
  );
}
