"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import { useEffect, useState } from "react";
import { LEDGER } from "./ledger-class";
import { exactTime, timeFromNow } from "./time-words";

const REFRESH_MS = 30_000;
const OPENS_AFTER_MS = 200;

type Props = {
  /** Epoch milliseconds. */
  at: number;
  /** The server's clock when it rendered, epoch milliseconds: the first text is the same there and here. */
  now: number;
};

/** "3 min ago"; the exact local time with its zone on hover and on focus. */
export function TimeAgo({ at, now }: Props) {
  const [clock, setClock] = useState(now);
  useEffect(() => {
    setClock(now);
    const started = performance.now();
    const timer = setInterval(() => setClock(now + performance.now() - started), REFRESH_MS);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        delay={OPENS_AFTER_MS}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse
        render={<time dateTime={new Date(at).toISOString()} tabIndex={0} />}
        className="relative z-1 whitespace-nowrap"
      >
        {timeFromNow(at, clock)}
      </Tooltip.Trigger>
      <Tooltip.Portal className={LEDGER}>
        <Tooltip.Positioner sideOffset={4} className="z-60">
          <Tooltip.Popup className="rounded-control bg-ink px-2 py-1 text-12 text-paper">{exactTime(at)}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
