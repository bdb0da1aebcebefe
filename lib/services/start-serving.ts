import { EnvError } from "../env";
import { app } from "./app";
import { ClockError, checkClock } from "./check-clock";

/** What the server does before its first request. A condition that a person must mend ends the process with one line. */
export async function startServing(): Promise<void> {
  try {
    const { database, config } = app();
    await checkClock(database.sql, Date.now);
    void config.RESIDENT_LOOP;
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof ClockError)) throw error;
    console.error(`florin: ${error.message}`);
    process.exit(1);
  }
}
