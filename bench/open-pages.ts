import { Agent, get } from "node:http";
import postgres from "postgres";
import { createSession } from "./create-session";
import { type Figure, percentile, told, withinMs } from "./figure";
import type { World } from "./world";

const PAGES = 3_000;
const SESSIONS = 100;
const OPENED_TOGETHER = 50;
const SAMPLES = 200;
const P99_MS = 50;
const PATIENCE_MS = 30_000;

type Line = { readonly id: string; heard: (() => void) | null; events: number; close(): void };

/**
 * So many open streams on one process, thirty pages on each of a hundred sessions. From the order to change one session
 * (one row and one notice, in one transaction, as a settlement does) to the change in the hands of the last of its pages.
 */
export async function openPages(world: World): Promise<Figure[]> {
  const product = await world.serveProduct();
  const sql = postgres(product.databaseUrl, { max: 1 });
  const lines: Line[] = [];
  try {
    const ids: string[] = [];
    for (let made = 0; made < SESSIONS; made += 1) ids.push((await createSession(product)).id);
    while (lines.length < PAGES) {
      const next = Array.from({ length: OPENED_TOGETHER }, (_, at) => ids[(lines.length + at) % SESSIONS] as string);
      lines.push(...(await Promise.all(next.map((id) => openLine(`${product.baseUrl}/api/checkout/${id}/stream`, id)))));
    }
    const samples: number[] = [];
    for (let turn = 0; turn < SAMPLES; turn += 1) {
      const id = ids[turn % SESSIONS] as string;
      const told = lines.filter((line) => line.id === id).map(nextEvent);
      const ordered = performance.now();
      await sql.begin(async (tx) => {
        await tx`update checkout_sessions set version = version + 1 where id = ${id}`;
        await tx`select pg_notify('florin_sessions', ${JSON.stringify([id])})`;
      });
      await Promise.all(told);
      samples.push(performance.now() - ordered);
    }
    return [
      withinMs(
        `one change → the last of its ${PAGES / SESSIONS} pages, ${PAGES} open, p99 of ${SAMPLES}`,
        percentile(samples, 99),
        P99_MS,
      ),
      told("  p50, most", `${percentile(samples, 50).toFixed(0)}, ${Math.max(...samples).toFixed(0)} ms`),
      told("  streams open to the end", String(lines.filter(({ events }) => events > 0).length)),
    ];
  } finally {
    for (const line of lines) line.close();
    await sql.end();
    await product.stop();
  }
}

/** A connection of its own, that has told the session once. */
function openLine(url: string, id: string): Promise<Line> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: new Agent({ keepAlive: false }), headers: { accept: "text/event-stream" } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`));
      const line: Line = { id, heard: null, events: 0, close: () => request.destroy() };
      answer.setEncoding("utf8").on("data", (text: string) => {
        if (!text.includes("data: ")) return;
        line.events += 1;
        line.heard?.();
        if (line.events === 1) resolve(line);
      });
      answer.on("error", () => {});
    });
    request.on("error", reject);
  });
}

function nextEvent(line: Line): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`a page of ${line.id} heard nothing for ${PATIENCE_MS} ms`)), PATIENCE_MS);
    line.heard = () => {
      clearTimeout(late);
      resolve();
    };
  });
}
