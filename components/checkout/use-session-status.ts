"use client";

import { useEffect, useRef, useState } from "react";
import useSWR from "swr";
import type { PublicSession } from "@/lib/checkout/public-session";

/** Behind the stream, in case it is silently dead; without a stream. */
const SAFETY_NET_MS = 30_000;
const POLL_MS = 3_000;

async function load(url: string): Promise<PublicSession> {
  const response = await fetch(url, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

export type SessionStatusFeed = {
  readonly session: PublicSession;
  /** Shows what the server answered to an act of this page. */
  show(session: PublicSession): void;
  /** Asks the server now. */
  refresh(): void;
};

/**
 * The session as the server tells it: rendered with the page, then pushed by the stream, with polling where that is
 * refused. It rests while the page is hidden, asks at once when it is seen again, and stops when nothing can change.
 */
export function useSessionStatus(initial: PublicSession): SessionStatusFeed {
  const url = `/api/checkout/${initial.id}`;
  const [streaming, setStreaming] = useState(false);
  const final = useRef(initial.final);
  const { data = initial, mutate } = useSWR(url, load, {
    fallbackData: initial,
    revalidateOnMount: false,
    isPaused: () => final.current,
    refreshInterval: streaming ? SAFETY_NET_MS : POLL_MS,
  });

  useEffect(() => {
    final.current = data.final;
    if (data.final) return;
    let stream: EventSource | null = null;
    const close = () => {
      stream?.close();
      stream = null;
      setStreaming(false);
    };
    const open = () => {
      if (stream || document.hidden) return;
      stream = new EventSource(`${url}/stream`);
      stream.onopen = () => setStreaming(true);
      stream.onerror = () => setStreaming(false);
      stream.onmessage = (message) => void mutate(JSON.parse(message.data), { revalidate: false });
    };
    const follow = () => (document.hidden ? close() : open());
    open();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    };
  }, [url, data.final, mutate]);

  return {
    session: data,
    show: (session) => void mutate(session, { revalidate: false }),
    refresh: () => void mutate(),
  };
}
