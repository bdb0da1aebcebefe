import { EnvError } from "../env";
import { keepConnections } from "../keep-connections";
import { turnAwayMalformedTargets } from "../request-target";
import { believeSocketsOnly } from "../socket-address";
import { app } from "./app";
import { ClockError, checkClock } from "./check-clock";
import { endFirst } from "./end-first";
import { startResidentLoop } from "./resident-loop";

/** What the server does before its first request. A condition that a person must mend ends the process with one line. */
export async function startServing(): Promise<void> {
  try {
    const own = app();
    believeSocketsOnly(own.config.TRUST_PROXY);
    turnAwayMalformedTargets();
    keepConnections();
    await checkClock(own.database.sql, Date.now);
    const loop = own.config.RESIDENT_LOOP ? startResidentLoop(own) : null;
    // While Next ends its requests, the engine ends what is under way; whatever is cut off is safe to do again.
    endFirst(async () => loop?.endSoon());
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof ClockError)) throw error;
    console.error(`florin: ${error.message}`);
    process.exit(1);
  }
}
