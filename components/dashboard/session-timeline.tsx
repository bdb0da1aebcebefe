import type { Tone } from "../ui/status";
import { TimeAgo } from "../ui/time-ago";
import type { StoryLine } from "./session-story";

const DOTS: Readonly<Record<Tone, string>> = {
  good: "bg-good",
  wait: "bg-wait",
  warn: "bg-warn",
  bad: "bg-bad",
  open: "bg-card border-[1.5px] border-ink-3",
  quiet: "bg-ink-3",
};

/** The session's story, first thing first, each with whom it was told to. */
export function SessionTimeline({ story, now }: { story: readonly StoryLine[]; now: number }) {
  return (
    <ol className="rounded-panel border border-line bg-card px-5 py-4 shadow-panel">
      {story.map((line) => (
        <li
          key={line.id}
          className="relative flex gap-4 pb-5 last:pb-0 not-last:before:absolute not-last:before:top-4 not-last:before:bottom-[-0.125rem] not-last:before:left-[5px] not-last:before:w-px not-last:before:bg-line"
        >
          <span aria-hidden className={`relative z-1 mt-1.5 size-[11px] shrink-0 rounded-full ${DOTS[line.tone]}`} />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium">{line.words}</span>
              <span className="text-13 text-ink-2">
                <TimeAgo at={line.at} now={now} />
              </span>
            </div>
            {line.told.map((told) => (
              <p key={told.words} className="flex items-baseline gap-2 text-13 text-ink-2">
                <span aria-hidden className={`size-1.5 shrink-0 -translate-y-0.5 rounded-full ${DOTS[told.tone]}`} />
                <span className="min-w-0">{told.words}</span>
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
