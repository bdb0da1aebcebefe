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
  const text = new Intl.DateTimeFormat(dateTag(locale), { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(
    new Date(iso),
  );
  return (
    <time dateTime={iso} title={`${text} ${zone}`} suppressHydrationWarning>
      {here ? text : `${text} UTC`}
    </time>
  );
}
