"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** A moment in the reader's own zone; the server, which cannot know it, writes UTC. */
export function LocalTime({ iso }: { iso: string }) {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const zone = here ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  const text = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(
    new Date(iso),
  );
  return (
    <time dateTime={iso} title={`${text} ${zone}`}>
      {here ? text : `${text} UTC`}
    </time>
  );
}
