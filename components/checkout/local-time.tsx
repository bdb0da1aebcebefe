"use client";

import { useSyncExternalStore } from "react";
import { dateTag } from "./date-tag";
import { useWords } from "./words/words-context";

const never = () => () => {};

/** A moment in the reader's own zone; the server, which cannot know it, writes UTC. The two may know
 * different editions of Intl: what the browser writes stands in the end. */
export function LocalTime({ iso }: { iso: string }) {
  const { locale } = useWords();
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const zone = here ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  const moment = new Intl.DateTimeFormat(dateTag(locale), { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(
    new Date(iso),
  );
  // Keyed: what the browser writes takes the place of what the server wrote.
  return (
    <time key={zone + here} dateTime={iso} title={`${moment} ${zone}`} suppressHydrationWarning>
      {here ? moment : `${moment} UTC`}
    </time>
  );
}
