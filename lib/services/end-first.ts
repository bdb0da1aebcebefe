/**
 * Next ends the process as soon as its requests are answered, whatever else is under way. From the signal on, ending waits
 * for `stop`, which has a limit of its own.
 */
export function endFirst(stop: () => Promise<unknown>): void {
  process.once("SIGTERM", () => {
    const exit = process.exit.bind(process);
    const stopped = stop().catch(() => {});
    process.exit = ((code) => {
      void stopped.then(() => exit(code));
    }) as typeof process.exit;
  });
}
