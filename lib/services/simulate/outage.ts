import { readNetworkState } from "@/db/queries/cursors";
import { faultOf } from "../../chains/faultable-chain";
import { confirm, confirmationsNeeded, type Lab, mine, payDue, until, untilChainTime } from "./lab";
import { shortenQuote } from "./shorten-quote";

/** The payment is made in time, and the time ends while nobody can look. */
const ENDS_IN_MS = 4_000;

export async function payDuringOutage(lab: Lab): Promise<void> {
  const { app, chain, method } = lab;
  const { chainId } = method;
  const fault = faultOf(chain);
  if (!fault) throw new Error("a local chain has a fault switch");
  const quote = await shortenQuote(lab, { endsInMs: ENDS_IN_MS, offers: (line) => line.chainId === chainId });
  fault.cut();
  try {
    await payDue(lab);
    await mine(lab, confirmationsNeeded(lab) - 1);
    await untilChainTime(lab, quote.expiresAt);
    // The engine has looked, and seen nothing.
    await until(lab, async () => (await readNetworkState(app.database.db, chainId))?.problem !== null);
  } finally {
    fault.restore();
  }
  await confirm(lab, ({ status }) => status === "paid");
}
