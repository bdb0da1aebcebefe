"use client";

import { type RefObject, useEffect, useState } from "react";

/**
 * True once something other than this page has changed the text of `element` (S13: malicious extensions and bundles
 * rewrite addresses where they are shown). It never turns back: what has been touched once is not trusted again.
 */
export function useTampered(element: RefObject<HTMLElement | null>, expected: string): boolean {
  const [isTampered, setTampered] = useState(false);

  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const check = () => node.textContent !== expected && setTampered(true);
    check();
    const observer = new MutationObserver(check);
    observer.observe(node, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [element, expected]);

  return isTampered;
}
