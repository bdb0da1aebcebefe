/** Less than `npm start` and every platform wait after a SIGTERM. */
const LIMIT_MS = 8_000;
/** 128 and the signal's number, as Next ends. */
const TERMINATED = 143;

/**
 * Next ends the process as soon as its requests are answered, whatever else is under way. From the signal on, ending waits
 * for `stop`, and both have a limit: on a database that has fallen silent neither requests nor leases come to an end.
 */
export function endFirst(stop: () => Promise<unknown>): void {
  process.once("SIGTERM", () => {
    const exit = process.exit.bind(process);
    const stopped = stop().catch(() => {});
    process.exit = ((code) => {
      void stopped.then(() => exit(code));
    }) as typeof process.exit;
    setTimeout(() => exit(TERMINATED), LIMIT_MS).unref();
  });
}
