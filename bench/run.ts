import { createThroughput } from "./create-throughput";
import { type Figure, tableOf } from "./figure";
import { pageWeight } from "./page-weight";
import { scanCost } from "./scan-cost";
import { streamLatency } from "./stream-latency";
import { startWorld, type World } from "./world";

/** `npm run bench`, or `npm run bench -- create scan` for some of it. */
const PARTS: Readonly<Record<string, (world: World) => Promise<Figure[]>>> = {
  create: createThroughput,
  stream: streamLatency,
  scan: scanCost,
  page: pageWeight,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`bench: there is no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(1);
}

console.log("Building the bare app …");
const world = await startWorld();
const figures: Figure[] = [];
// Where something fails its folder stays, with the logs that the error names.
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`Measuring: ${name} …`);
  figures.push(...(await measure(world)));
}
world.stop();
console.log(`\n${tableOf(figures)}`);
