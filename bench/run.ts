import { apiThroughput } from "./api-throughput";
import { catchUp } from "./catch-up";
import { delivery } from "./delivery";

import { type Figure, tableOf } from "./figure";
import { openPages } from "./open-pages";
import { pageSpeed } from "./page-speed";
import { pageWeight } from "./page-weight";
import { scale } from "./scale";
import { scanCost } from "./scan-cost";
import { streamLatency } from "./stream-latency";
import { startWorld, type World } from "./world";

/** `npm run bench`, or `npm run bench -- api scan` for some of it. */
const PARTS: Readonly<Record<string, (world: () => Promise<World>) => Promise<Figure[]>>> = {
  api: async (world) => apiThroughput(await world()),
  stream: async (world) => streamLatency(await world()),
  delivery,
  scan: scanCost,
  scale,
  "catch-up": catchUp,
  page: async (world) => [...(await pageWeight(await world())), ...(await pageSpeed(await world()))],
  "open-pages": async (world) => openPages(await world()),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`bench: there is no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(1);
}

let started: World | null = null;
/** For the parts that measure a whole product; the others run without. */
const world = async () => {
  if (started === null) console.log("Building the bare app …");
  started ??= await startWorld();
  return started;
};
const figures: Figure[] = [];
// Where something fails its folder stays, with the logs that the error names.
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`Measuring: ${name} …`);
  figures.push(...(await measure(world)));
}
(started as World | null)?.stop();
console.log(`\n${tableOf(figures)}`);
