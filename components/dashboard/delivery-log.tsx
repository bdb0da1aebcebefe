"use client";

import { RotateCw } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "../ui/button";
import { FormFault } from "../ui/form-fault";
import { Status, type Tone } from "../ui/status";
import { TimeAgo } from "../ui/time-ago";
import { spanWords } from "../ui/time-words";
import { toast } from "../ui/toast";
import { useApi } from "./api";
import { hostOf } from "./money-words";
import { attemptWords, type StoryAttempt } from "./session-story";

export type DeliveryLine = {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly sessionId: string | null;
  readonly url: string;
  readonly status: "pending" | "delivered" | "abandoned";
  readonly nextAttemptAt: number;
  readonly createdAt: number;
  readonly attempts: readonly (StoryAttempt & { readonly at: number; readonly answer: string | null })[];
};

const STATES: Readonly<Record<DeliveryLine["status"], { tone: Tone; word: string }>> = {
  pending: { tone: "wait", word: "On its way" },
  delivered: { tone: "good", word: "Delivered" },
  abandoned: { tone: "bad", word: "Given up" },
};

type Props = { lines: readonly DeliveryLine[]; now: number; showSession?: boolean };

/** Each delivery with every attempt; any of them can be sent again. */
export function DeliveryLog({ lines, now, showSession = false }: Props) {
  return (
    <ul
      aria-label="Deliveries"
      className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-card shadow-panel"
    >
      {lines.map((line) => (
        <li key={line.id}>
          <Delivery line={line} now={now} showSession={showSession} />
        </li>
      ))}
    </ul>
  );
}

function Delivery({ line, now, showSession }: { line: DeliveryLine; now: number; showSession: boolean }) {
  const { tone, word } = STATES[line.status];
  const failing = line.status === "pending" && line.attempts.length > 0;
  return (
    <details>
      <summary className="flex min-h-10 flex-wrap items-center gap-x-4 px-4 py-2 -outline-offset-2 hover:bg-ink/[0.03]">
        <span className="max-sm:order-1 max-sm:flex-1 max-sm:text-13 sm:w-32 sm:shrink-0">
          <Status tone={failing ? "warn" : tone} word={failing ? "Trying again" : word} />
        </span>
        <span className="min-w-0 flex-1 truncate font-medium max-sm:basis-full">{line.type}</span>
        <span className="truncate text-13 text-ink-2 max-sm:hidden">
          {showSession ? `try ${line.attempts.length}` : hostOf(line.url)}
        </span>
        <span className="w-24 text-right text-13 text-ink-2 max-sm:order-2">
          <TimeAgo at={line.createdAt} now={now} />
        </span>
      </summary>
      <div className="flex flex-col gap-3 border-t border-line bg-paper px-4 py-3">
        {line.attempts.length === 0 && <p className="text-ink-2">Not tried yet.</p>}
        <ol className="flex flex-col gap-2">
          {line.attempts.map((attempt) => (
            <li key={attempt.number} className="text-13">
              <span className="text-ink-2">Try {attempt.number}, </span>
              <TimeAgo at={attempt.at} now={now} />: <span className="font-medium">{attemptWords(attempt)}</span>
              {attempt.answer && (
                <pre className="mt-1 max-h-40 overflow-auto rounded-control border border-line bg-card p-2 font-mono text-12 whitespace-pre-wrap">
                  {attempt.answer}
                </pre>
              )}
            </li>
          ))}
        </ol>
        {failing && line.nextAttemptAt > now && (
          <p className="text-13 text-ink-2">Next try in {spanWords(line.nextAttemptAt - now)}.</p>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Redeliver id={line.id} />
          {showSession && line.sessionId && (
            <Link
              href={`/dashboard/sessions/${line.sessionId}`}
              className="text-13 underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              Open its session
            </Link>
          )}
          <span className="font-mono text-12 text-ink-2">{line.eventId}</span>
        </div>
      </div>
    </details>
  );
}

function Redeliver({ id }: { id: string }) {
  const router = useRouter();
  const { busy, fault, send } = useApi();
  const again = async () => {
    const answer = await send("POST", `/deliveries/${id}/redeliver`);
    if (!answer.ok) return;
    toast("Sending it again");
    router.refresh();
  };
  return (
    <>
      <Button onClick={again} busy={busy}>
        <RotateCw aria-hidden strokeWidth={1.5} />
        Send again
      </Button>
      <FormFault text={fault?.message ?? null} />
    </>
  );
}
