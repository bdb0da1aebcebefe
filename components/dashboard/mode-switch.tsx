"use client";

import { usePathname, useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { type Mode, useMode } from "./mode";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const WORDS: readonly { mode: Mode; word: string }[] = [
  { mode: "test", word: "Test" },
  { mode: "live", word: "Live" },
];

/** Switching keeps the room but leaves the object: an object exists in one mode only. */
export function ModeSwitch({ name }: { name: string }) {
  const mode = useMode();
  const router = useRouter();
  const room = usePathname().split("/").slice(0, 3).join("/");
  const [shown, show] = useOptimistic(mode);
  const [changing, start] = useTransition();

  const choose = (next: Mode) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `florin-mode=${next}; path=/dashboard; max-age=${YEAR_SECONDS}; samesite=lax`;
    start(() => {
      show(next);
      router.push(room);
      router.refresh();
    });
  };

  return (
    <fieldset disabled={changing} className="flex rounded-control border border-line bg-card p-0.5 text-13 sm:max-lg:flex-col">
      <legend className="sr-only">Mode</legend>
      {WORDS.map(({ mode: each, word }) => (
        <label
          key={each}
          className="relative flex h-8 flex-1 items-center justify-center rounded-[4px] px-3 font-medium text-ink-2 hover:text-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring sm:max-lg:px-1"
        >
          <input
            type="radio"
            name={name}
            value={each}
            checked={shown === each}
            onChange={() => choose(each)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
