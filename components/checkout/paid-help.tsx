import type { ServerWords } from "./words/server/server-words";

/** For whoever has paid and sees nothing: a plain form, answered by a page of its own. Drawn on the server, it needs no script. */
export function PaidHelp({ sessionId, asked, says }: { sessionId: string; asked: string; says: ServerWords["help"] }) {
  return (
    <details className="text-13">
      <summary className="flex min-h-11 cursor-pointer items-center text-ink-2 underline decoration-line underline-offset-4 hover:text-ink">
        {says.notSeen}
      </summary>
      <form action={`/api/checkout/${sessionId}/diagnosis${asked}`} method="post" className="flex flex-col gap-2 pt-1">
        <label htmlFor="txHash" className="text-pretty">
          {says.paste}
        </label>
        <div className="flex gap-2">
          <input
            id="txHash"
            name="txHash"
            dir="ltr"
            placeholder="0x…"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="min-h-11 w-full min-w-0 rounded-control border border-ink-3 bg-card px-3 font-mono text-16"
          />
          <button type="submit" className="min-h-11 shrink-0 rounded-control border border-line bg-card px-4 hover:border-ink-3">
            {says.check}
          </button>
        </div>
      </form>
    </details>
  );
}
