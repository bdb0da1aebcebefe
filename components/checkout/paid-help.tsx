/** For whoever has paid and sees nothing: a plain form, answered by a page of its own. Drawn on the server, it needs no script. */
export function PaidHelp({ sessionId }: { sessionId: string }) {
  return (
    <details className="text-13">
      <summary className="flex min-h-11 cursor-pointer items-center text-ink-2 underline decoration-line underline-offset-4 hover:text-ink">
        I have paid, but nothing happens
      </summary>
      <form action={`/api/checkout/${sessionId}/diagnosis`} method="post" className="flex flex-col gap-2 pt-1">
        <label htmlFor="txHash" className="text-pretty">
          Paste the number of the transaction. Your wallet or exchange shows it; it begins with 0x.
        </label>
        <div className="flex gap-2">
          <input
            id="txHash"
            name="txHash"
            placeholder="0x…"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="min-h-11 w-full min-w-0 rounded-control border border-ink-3 bg-card px-3 font-mono text-16"
          />
          <button
            type="submit"
            className="min-h-11 shrink-0 rounded-control border border-line bg-card px-4 font-medium hover:border-ink-3"
          >
            Check
          </button>
        </div>
      </form>
    </details>
  );
}
