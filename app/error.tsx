"use client";

import { Message } from "@/components/checkout/message";

/** What broke stays in the log: a visitor learns what to do. */
export default function PageFailed({ reset }: { reset: () => void }) {
  return (
    <Message title="This page could not be shown">
      <p>What you have sent is safe. Please try again in a moment, and do not send anything until you see the page.</p>
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
