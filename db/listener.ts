import { randomBytes } from "node:crypto";
import type { ListenMeta, Sql } from "postgres";

type Hearing = { readonly channel: string; readonly hear: (notice: string) => void; readonly onListen: () => void };

type Options = {
  /** A driver of its own, that nothing else uses. */
  readonly connect: () => Sql;
  /** Sends a notice on another connection. */
  readonly ring: (channel: string, notice: string) => Promise<unknown>;
  readonly beatMs: number;
};

/**
 * Hears notices on a connection of its own. The driver comes back by itself when its connection is taken away. One that has
 * only fallen silent says nothing, as one does on which nothing happens: so with each beat a notice of our own is sent, and
 * where the last one was not heard a new connection is made. `onListen` is called again each time: what was told
 * meanwhile is lost.
 */
export function openListener({ connect, ring, beatMs }: Options): {
  listen(channel: string, hear: Hearing["hear"], onListen?: () => void): Promise<ListenMeta>;
  close(): Promise<void>;
} {
  const pulse = `florin_pulse_${randomBytes(8).toString("hex")}`;
  const hearings = new Set<Hearing>();
  let line: Sql | null = null;
  let ready: Promise<unknown> = Promise.resolve();
  /** What was sent and is not heard yet. */
  let awaited: string | null = null;
  let beats: NodeJS.Timeout | undefined;

  function open(): Sql {
    const made = connect();
    line = made;
    beats ??= setInterval(beat, beatMs).unref();
    ready = made.listen(pulse, (token) => {
      if (token === awaited) awaited = null;
    });
    ready.catch(() => {});
    return made;
  }

  function beat(): void {
    if (awaited !== null) renew();
    awaited = randomBytes(8).toString("hex");
    const token = awaited;
    // A failure leaves it awaited.
    ready.then(() => ring(pulse, token)).catch(() => {});
  }

  function renew(): void {
    const lost = line;
    const made = open();
    void lost?.end({ timeout: 0 });
    const all = [...hearings].map((hearing) => hearOn(made, hearing));
    ready = Promise.all([ready, ...all]);
    ready.catch(() => {});
  }

  function hearOn(on: Sql, { channel, hear, onListen }: Hearing): Promise<ListenMeta> {
    return on.listen(channel, hear, onListen);
  }

  return {
    async listen(channel, hear, onListen = () => {}) {
      const hearing = { channel, hear, onListen };
      const on = line ?? open();
      try {
        const meta = await hearOn(on, hearing);
        hearings.add(hearing);
        return {
          ...meta,
          unlisten: async () => {
            hearings.delete(hearing);
            await meta.unlisten();
          },
        };
      } catch (error) {
        // The driver keeps the failure for whoever asks for this channel again.
        if (line === on) renew();
        throw error;
      }
    },
    async close() {
      clearInterval(beats);
      await line?.end({ timeout: 5 });
    },
  };
}
