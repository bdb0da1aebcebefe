"use client";

import { useSyncExternalStore } from "react";
import type { Locale } from "@/lib/locale";
import { useWords } from "./words/words-context";

const never = () => () => {};

/** Day before month where English is spoken to the whole world; digits are 0 to 9 in every language. */
function dateTag(locale: Locale): string {
  return locale === "en" ? "en-GB" : `${locale}-u-nu-latn`;
}

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
