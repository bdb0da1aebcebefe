import { CircleAlert, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle, type LucideIcon } from "lucide-react";

export type Tone = "good" | "wait" | "warn" | "bad" | "quiet" | "open";

const TONES: Readonly<Record<Tone, { dot: string; ink: string; icon: LucideIcon }>> = {
  good: { dot: "bg-good", ink: "text-good", icon: CircleCheck },
  wait: { dot: "bg-wait", ink: "text-wait", icon: LoaderCircle },
  warn: { dot: "bg-warn", ink: "text-warn", icon: CircleAlert },
  bad: { dot: "bg-bad", ink: "text-bad", icon: CircleX },
  open: { dot: "border-[1.5px] border-ink-3", ink: "text-ink-3", icon: Clock },
  quiet: { dot: "bg-ink-3/60", ink: "text-ink-3", icon: CircleDashed },
};

/** A dot and a word: the word carries the meaning, the dot makes it quick. */
export function Status({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${TONES[tone].dot}`} />
      {word}
    </span>
  );
}

/** The tone as a shape, for a line whose words say the rest. */
export function StatusIcon({ tone }: { tone: Tone }) {
  const { icon: Icon, ink } = TONES[tone];
  return <Icon aria-hidden className={`size-5 shrink-0 ${ink}`} strokeWidth={1.5} />;
}

/** The same beside a title, with an icon instead of the dot. */
export function StatusMark({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap text-16 font-medium">
      <StatusIcon tone={tone} />
      {word}
    </span>
  );
}

/** A quiet label of a thing: a mode, a flag, a kind. */
export function Badge({ children }: { children: string }) {
  return (
    <span className="inline-flex h-6 items-center rounded-control border border-line px-2 text-12 whitespace-nowrap text-ink-2">
      {children}
    </span>
  );
}
