import type { Page } from "@playwright/test";

type Watch = { readonly read: () => Promise<readonly string[]> };
type Shift = PerformanceEntry & { readonly value: number; readonly sources: readonly Source[] };
type Source = { readonly node: Node | null; readonly previousRect: DOMRectReadOnly; readonly currentRect: DOMRectReadOnly };

/**
 * Notes every layout shift of the page from its first frame on, also those that Chromium forgives because somebody has
 * just touched something. To be called before the page is opened, and before its clock is replaced.
 */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frame = window.requestAnimationFrame.bind(window);
    const seen: string[] = [];
    const place = ({ x, y }: DOMRectReadOnly) => `${Math.round(x)},${Math.round(y)}`;
    const nameOf = (node: Node | null) => `${node?.nodeName} "${(node?.textContent ?? "").slice(0, 30)}"`;
    const note = (entries: PerformanceEntryList) => {
      for (const { value, sources } of entries as Shift[]) {
        const moved = sources.map((one) => `${nameOf(one.node)} ${place(one.previousRect)} → ${place(one.currentRect)}`);
        seen.push(`${value.toFixed(4)}: ${moved.join("; ")}`);
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    const watch: Watch = {
      async read() {
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
        const isGliding = () => document.querySelector("[style*=translate]") !== null;
        // What has been drawn by now is reported after the frame.
        for (let drawn = 0; drawn < 3 || isGliding(); drawn += 1) await new Promise((done) => frame(done));
        note(observer.takeRecords());
        return seen;
      },
    };
    Object.assign(window, { shifts: watch });
  });
}

/** What has moved so far, and where; once nothing moves any more. */
export function shiftsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { shifts: Watch }).shifts.read());
}
