const HEARTBEAT_MS = 15_000;
/** How long a browser waits before it connects again. */
const RETRY_MS = 2_000;
const ENCODER = new TextEncoder();

type Source = {
  readonly requestId: string;
  /** Aborted when the reader has left. */
  readonly signal: AbortSignal;
  /** Sends until the returned function is called. */
  readonly follow: (send: (data: string) => void) => () => void;
};

/**
 * Server-sent events (HTML standard, 9.2). `no-transform` keeps proxies, and Next's own compression, from holding
 * events back. A reader that is slower than the events gets the last one only: each holds the whole state.
 */
export function eventStream({ requestId, signal, follow }: Source): Response {
  let stop = () => {};
  let waiting: string | null = null;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(ENCODER.encode(`retry: ${RETRY_MS}\n\n`));
      const leave = follow((data) => {
        waiting = data;
        if ((controller.desiredSize ?? 0) > 0) flush(controller);
      });
      const heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(ENCODER.encode(": still here\n\n"));
      }, HEARTBEAT_MS);
      stop = () => {
        clearInterval(heartbeat);
        leave();
        signal.removeEventListener("abort", end);
      };
      const end = () => {
        stop();
        controller.close();
      };
      if (signal.aborted) end();
      else signal.addEventListener("abort", end);
    },
    pull: flush,
    cancel: () => stop(),
  });

  function flush(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (waiting === null) return;
    const data = waiting;
    // Before the enqueue: that may pull again at once.
    waiting = null;
    controller.enqueue(ENCODER.encode(`data: ${data}\n\n`));
  }

  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      "Request-Id": requestId,
    },
  });
}
