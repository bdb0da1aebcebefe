"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { SignedSession } from "@/lib/checkout/public-session";

/** Behind an open stream, in case it is silently dead; and where there is none. */
const SAFETY_NET_MS = 30_000;
const POLL_MS = 3_000;

export type SessionStatusFeed = {
  readonly session: SignedSession;
  /** Shows what the server answered to an act of this page. */
  readonly show: (session: SignedSession) => void;
  /** Asks the server now. A failure changes nothing: the next tick asks again. */
  readonly refresh: () => Promise<void>;
};

/**
 * The session as the server tells it: rendered with the page, then pushed by the stream, with polling where that is
 * refused. It rests while the page is hidden, catches up when it is seen again, and ends when nothing can change. An
 * answer that was asked for before something newer was shown is dropped.
 */
export function useSessionStatus(initial: SignedSession): SessionStatusFeed {
  const url = `/api/checkout/${initial.id}`;
  const [session, setSession] = useState(initial);
  const shown = useRef(0);

  const show = useCallback((next: SignedSession) => {
    shown.current += 1;
    setSession(next);
  }, []);

  const refresh = useCallback(async () => {
    const before = shown.current;
    try {
      const response = await fetch(url);
      const next = response.ok ? await response.json() : null;
      if (next !== null && shown.current === before) show(next);
    } catch {}
  }, [url, show]);

  useEffect(() => {
    if (session.final) return;
    let stream: EventSource | null = null;
    let isOpen = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function poll() {
      clearTimeout(timer);
      const own = setTimeout(
        async () => {
          await refresh();
          if (timer === own) poll();
        },
        isOpen ? SAFETY_NET_MS : POLL_MS,
      );
      timer = own;
    }
    function setOpen(now: boolean) {
      if (isOpen === now) return;
      isOpen = now;
      poll();
    }
    function rest() {
      stream?.close();
      stream = null;
      isOpen = false;
      clearTimeout(timer);
      timer = undefined;
    }
    function follow() {
      stream = new EventSource(`${url}/stream`);
      stream.onopen = () => setOpen(true);
      stream.onerror = () => setOpen(false);
      stream.onmessage = (message) => show(JSON.parse(message.data));
      poll();
    }

    /** What was open while it slept, or was cut off, may be dead without a word: it begins afresh, and asks at once. */
    function wake() {
      rest();
      if (document.hidden) return;
      follow();
      void refresh();
    }

    if (!document.hidden) follow();
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    return () => {
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
      rest();
    };
  }, [url, session.final, refresh, show]);

  return { session, show, refresh };
}
