"use client";

import { Message } from "@/components/checkout/message";
import { useWords } from "@/components/checkout/words/words-context";

/** What broke stays in the log: a customer learns what to do. */
export default function CheckoutFailed({ reset }: { reset: () => void }) {
  const says = useWords().words.failed;
  return (
    <Message title={says.title}>
      <p>{says.text}</p>
      <button
        type="button"
        onClick={reset}
        className="min-h-11 rounded-control bg-florin px-4 font-semibold text-on-florin hover:dim"
      >
        {says.again}
      </button>
    </Message>
  );
}
