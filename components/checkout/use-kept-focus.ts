"use client";

import { type RefObject, useEffect } from "react";

/**
 * Whoever goes by keyboard stays where they are: where what had the focus is taken away, because money came or a button
 * has done its work, the whole `region` gets it, and not the page's beginning.
 */
export function useKeptFocus(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const node = region.current;
    if (!node) return;
    let last: EventTarget | null = null;
    const note = ({ target }: FocusEvent) => {
      last = target;
    };
    const keep = () => {
      const isLost = last instanceof HTMLElement && !last.isConnected;
      if (isLost && document.activeElement === document.body) node.focus({ preventScroll: true });
    };
    document.addEventListener("focusin", note);
    const observer = new MutationObserver(keep);
    observer.observe(node, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", note);
      observer.disconnect();
    };
  }, [region]);
}
