"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/** What a script would change to send the money elsewhere: text, the shape of a code, where a link leads. */
function contentOf(node: HTMLElement): string {
  const shapes = [...node.querySelectorAll("path")].map((path) => path.getAttribute("d"));
  const links = [...node.querySelectorAll("a")].map((link) => link.getAttribute("href"));
  const pictures = node.querySelectorAll("img, image, use, canvas, iframe, video").length;
  return [node.textContent, ...shapes, ...links, pictures].join("\n");
}

/** What `contentOf` gives for an element that holds this and nothing else. */
export function contentWith({
  text = "",
  shapes = [],
  links = [],
}: Partial<Record<"shapes" | "links", readonly string[]>> & { text?: string }) {
  return [text, ...shapes, ...links, 0].join("\n");
}

/**
 * Tells `accuse` once something other than this page has changed `element`, or taken it away (S13: malicious extensions
 * and bundles rewrite addresses where they are shown). What React itself changes is expected by the time the observer
 * hears of it: both happen in one commit.
 */
export function useTampered(element: RefObject<HTMLElement | null>, expected: string, accuse: () => void): void {
  const now = useRef(expected);

  useLayoutEffect(() => {
    now.current = expected;
  });

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const check = () => {
      if (!node.isConnected || contentOf(node) !== now.current) accuse();
    };
    check();
    const observer = new MutationObserver(check);
    const attributeFilter = ["d", "href"];
    observer.observe(document.body, { childList: true, characterData: true, subtree: true, attributeFilter });
    return () => observer.disconnect();
  }, [element, accuse]);
}
