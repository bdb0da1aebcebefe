import { EnvError } from "../env";
import { believeSocketsOnly } from "../socket-address";
import { app } from "./app";
import { ClockError, checkClock } from "./check-clock";
import { startResidentLoop } from "./resident-loop";

/** What the server does before its first request. A condition that a person must mend ends the process with one line. */
export async function startServing(): Promise<void> {
  try {
    const own = app();
    believeSocketsOnly(own.config.TRUST_PROXY);
    await checkClock(own.database.sql, Date.now);
    if (own.config.RESIDENT_LOOP) startResidentLoop(own);
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof ClockError)) throw error;
    console.error(`florin: ${error.message}`);
    process.exit(1);
  }
}
