"use client";

import { useEffect, useState } from "react";
import { Icon } from "./icon";
import { useWords } from "./words/words-context";

const CONFIRMED_MS = 4_000;
const LABELS = ["copy", "copied", "refused"] as const;

/** Copies exactly `text` and says so. Without JavaScript it is not there: the text beside it can be selected. */
export function CopyButton({ text, label, onCopied }: { text: string; label: string; onCopied?: () => void }) {
  const says = useWords().words.copy;
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const shown = state === "idle" ? "copy" : state;
  const [longest] = LABELS.map((label) => says[label]).sort((one, other) => other.length - one.length);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
      onCopied?.();
    } catch {
      setState("refused");
    }
  }

  return (
    <span className="shrink-0 noscript:hidden">
      <button
        type="button"
        onClick={copy}
        aria-label={label}
        className="inline-flex min-h-9 items-center gap-1.5 rounded-control border border-line bg-card px-2.5 text-13 hover:border-ink-3"
      >
        <Icon
          name={state === "copied" ? "check" : "copy"}
          className={`size-4! ${state === "copied" ? "text-good" : "text-ink-2"}`}
        />
        {/* As wide as the longest of the three, from its first byte on: nothing moves when one gives way to another. */}
        <span className="widest text-start" data-widest={longest}>
          {says[shown]}
        </span>
      </button>
      <span role="status" className="sr-only">
        {state === "idle" ? "" : says[state]}
      </span>
    </span>
  );
}
