/** A condition the reader can mend: shown as one line, without a stack. */
export class StartError extends Error {
  override name = "StartError";
}

/** Says what begins, does it, says how long it took. */
export async function step<T>(begins: string, ended: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  console.log(`${begins} …`);
  const result = await work();
  console.log(`${ended} (${seconds(started)} s)`);
  return result;
}

/** Seconds since `started` (performance.now()), one decimal. */
export function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
