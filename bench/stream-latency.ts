import { setTimeout as sleep } from "node:timers/promises";
import { connectToChain } from "../test/chain-client";
import { createSession } from "./create-session";
import { type Figure, percentile, told, withinMs } from "./figure";
import type { World } from "./world";

const SAMPLES = 120;
const WARM_UP = 10;
const TICK_MS = 100;
const P50_MS = 120;
const P99_MS = 300;
const PATIENCE_MS = 10_000;

/**
 * From the order to mine a block, with a payment waiting in it, to the new status in the hands of a client of the
 * session's stream. One session, one stream and one block for each sample, at a random moment of the tick.
 */
export async function streamLatency(world: World): Promise<Figure[]> {
  const product = await world.serveProduct({ TICK_INTERVAL_MS: String(TICK_MS) });
  const chain = connectToChain(product.rpcUrl, product.chainId);
  const [payer] = await chain.getAddresses();
  if (!payer) throw new Error("the local chain has no account");
  await chain.setIntervalMining({ interval: 0 });
  try {
    const samples: number[] = [];
    for (let turn = 0; turn < WARM_UP + SAMPLES; turn += 1) {
      const session = await createSession(product);
      const stream = await openStream(`${product.baseUrl}/api/checkout/${session.id}/stream`);
      await chain.sendTransaction({ account: payer, to: session.address, value: BigInt(session.amount.wei) });
      await sleep(Math.random() * TICK_MS);
      const ordered = performance.now();
      const seen = stream.until((status) => status !== "pending");
      await chain.mine({ blocks: 1 });
      const { status, at } = await seen;
      stream.close();
      if (status !== "detected") throw new Error(`the stream told ${status} of an exact payment in its first block`);
      if (turn >= WARM_UP) samples.push(at - ordered);
    }
    return [
      withinMs(
        `block mined → status at a stream's client, tick ${TICK_MS} ms, p50 of ${SAMPLES}`,
        percentile(samples, 50),
        P50_MS,
      ),
      withinMs("  the same, p99", percentile(samples, 99), P99_MS),
      told("  least, most", `${Math.min(...samples).toFixed(0)}, ${Math.max(...samples).toFixed(0)} ms`),
    ];
  } finally {
    await product.stop();
  }
}

type Told = { readonly status: string; readonly at: number };
type Stream = { until(wanted: (status: string) => boolean): Promise<Told>; close(): void };

/** Open, and known to be: the first bytes have come. */
async function openStream(url: string): Promise<Stream> {
  const end = new AbortController();
  const response = await fetch(url, { headers: { accept: "text/event-stream" }, signal: end.signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value ?? "";
  return {
    async until(wanted) {
      const late = setTimeout(() => end.abort(new Error(`${url} told nothing for ${PATIENCE_MS} ms`)), PATIENCE_MS);
      for (;;) {
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          const status = data === undefined ? undefined : (JSON.parse(data) as { status: string }).status;
          if (status === undefined || !wanted(status)) continue;
          clearTimeout(late);
          return { status, at: performance.now() };
        }
        const { done, value } = await reader.read();
        if (done) throw new Error(`${url} ended`);
        text += value;
      }
    },
    close: () => end.abort(),
  };
}
