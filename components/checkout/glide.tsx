"use client";

import { Component, type ReactNode } from "react";

const GLIDE_MS = 300;
/** The panel's blocks, and what stands below the panel. */
const GLIDING = "[data-status] > *, [data-glides]";

/** From the top of the viewport, in CSS pixels. */
type Places = ReadonlyMap<HTMLElement, number>;

/**
 * Nothing jumps when the page changes by itself, under the finger of somebody who is about to copy an address: what
 * stays is held where it was and glides to its new place, what is new appears in its own. Frame by frame and not as an
 * animation of the browser's: a change amid such a one is a jump (Chromium, layout instability).
 */
export class Glide extends Component<{ readonly children: ReactNode }> {
  private frame = 0;

  override getSnapshotBeforeUpdate(): Places {
    return placesNow();
  }

  override componentDidUpdate(_props: unknown, _state: unknown, before: Places): void {
    cancelAnimationFrame(this.frame);
    for (const element of before.keys()) element.style.transform = "";
    // A visitor who wants less motion sees the same change without the way.
    const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : GLIDE_MS;
    const ways = [...placesNow()].flatMap(([element, top]) => {
      const from = before.get(element);
      if (from === undefined) element.animate([{ opacity: 0 }, {}], duration);
      return from === undefined || from === top ? [] : [{ element, way: from - top }];
    });
    const hold = (share: number) => {
      for (const { element, way } of ways) element.style.transform = share > 0 ? `translateY(${way * share}px)` : "";
    };
    let start: number | undefined;
    const step = (now: number) => {
      start ??= now;
      const left = Math.max(0, 1 - (now - start) / duration);
      hold(left ** 3);
      if (left > 0) this.frame = requestAnimationFrame(step);
    };
    hold(1);
    if (ways.length > 0) this.frame = requestAnimationFrame(step);
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

function placesNow(): Places {
  const all = document.querySelectorAll<HTMLElement>(GLIDING);
  return new Map([...all].map((element) => [element, element.getBoundingClientRect().top]));
}
