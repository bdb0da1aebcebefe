type Limit = { readonly timeoutMs: number; readonly signal: AbortSignal | undefined };

type Ended<Result> =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "timeout" | "network"; readonly cause: unknown };

/**
 * Does the work under a signal that fires when the time is over or the caller's own signal fires.
 *
 * @throws the reason of the caller's own signal
 */
export async function withTimeLimit<Result>(
  limit: Limit,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Ended<Result>> {
  const { timeoutMs, signal } = limit;
  signal?.throwIfAborted();
  const inner = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    inner.abort();
  }, timeoutMs);
  const end = () => inner.abort(signal?.reason);
  signal?.addEventListener("abort", end);
  try {
    return { kind: "done", result: await work(inner.signal) };
  } catch (cause) {
    signal?.throwIfAborted();
    return { kind: isOver ? "timeout" : "network", cause };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

/** @throws the reason of the caller's own signal */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, ms);
    signal?.addEventListener("abort", end, { once: true });
  });
}
