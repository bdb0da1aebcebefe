import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { Screen } from "./screen";

const TONE = {
  plain: "text-ink-2",
  wait: "text-wait",
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
} as const;

/**
 * The sentence that says how things stand. A change is read out, and the focus stays where it is; what changes with each
 * block while a payment confirms stands below the line of steps, and is not.
 */
export function StatusLine({ screen, stamp }: { screen: Screen; stamp: ReactNode }) {
  const isPaid = screen.kind === "paid";
  return (
    <div role="status" aria-atomic="true">
      <div key={screen.title} data-glides className={`flex ${isPaid ? "items-center gap-4" : "gap-3"}`}>
        <span className={`shrink-0 ${isPaid ? "" : "pt-0.5"} ${TONE[screen.tone]}`}>
          {isPaid ? stamp : <Icon name={screen.icon} />}
        </span>
        <div className="min-w-0">
          <h2 className={`font-semibold text-balance ${isPaid ? "text-20" : "text-16"}`}>{screen.title}</h2>
          {screen.kind !== "arriving" && screen.text !== null && (
            <p className="mt-1 text-14 text-ink-2 text-pretty">{screen.text}</p>
          )}
        </div>
      </div>
    </div>
  );
}
