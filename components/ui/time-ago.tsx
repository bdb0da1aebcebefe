"use client";

import { useEffect, useState } from "react";
import { exactTime, timeFromNow } from "./time-words";

const REFRESH_MS = 30_000;

type Props = {
  /** Epoch milliseconds. */
  at: number;
  /** The server's clock when it rendered, epoch milliseconds: the first text is the same there and here. */
  now: number;
};

/** "3 min ago"; the exact local time with its zone on hover and on focus. */
export function TimeAgo({ at, now }: Props) {
  const [passed, setPassed] = useState(0);
  const [exact, setExact] = useState(() => exactTime(at, "UTC"));
  useEffect(() => {
    setExact(exactTime(at));
    const started = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - started), REFRESH_MS);
    return () => clearInterval(timer);
  }, [at]);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse
      tabIndex={0}
      className="group relative z-1 whitespace-nowrap"
    >
      {timeFromNow(at, now + passed)}
      <span className="pointer-events-none absolute right-0 bottom-full z-10 mb-1 hidden rounded-control bg-ink px-2 py-1 text-12 text-paper group-hover:block group-focus-visible:block">
        {exact}
      </span>
    </time>
  );
}
