"use client";

import { Message } from "@/components/checkout/message";

/** For the pages that are in English alone; customers' own is checkout/error.tsx. What broke stays in the log. */
export default function PageFailed({ reset }: { reset: () => void }) {
  return (
    <Message title="This page could not be shown">
      <p>Nothing was changed. Please try again in a moment.</p>
      <button
        type="button"
        onClick={reset}
        className="min-h-11 rounded-control bg-florin px-4 font-semibold text-on-florin hover:brightness-95"
      >
        Try again
      </button>
    </Message>
  );
}
