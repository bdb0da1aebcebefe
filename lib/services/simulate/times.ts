import { confirm, type Lab, payDue, readRecord, until, untilChainTime, untilSeen } from "./lab";
import { shortenQuote } from "./shorten-quote";

const ENDS_IN_MS = 1_000;
const NO_GRACE_MS = 1_000;
/** Where the shop gives less: the scenario is about a payment inside it. */
const MIN_GRACE_MS = 600_000;

export async function payLate(lab: Lab): Promise<void> {
  const { expiresAt, graceUntil } = await readRecord(lab);
  await endTime(lab, Math.max(MIN_GRACE_MS, graceUntil - expiresAt));
  await untilSeen(lab, await payDue(lab));
  await confirm(lab, ({ status }) => status === "paid_late");
}

export async function payAfterGrace(lab: Lab): Promise<void> {
  const graceUntil = await endTime(lab, NO_GRACE_MS);
  await untilChainTime(lab, graceUntil);
  await untilSeen(lab, await payDue(lab));
  await confirm(lab, ({ status }) => status === "expired");
}

/** Offers the session's own network alone from here: its end then waits for no other network's blocks. */
async function endTime(lab: Lab, graceMs: number): Promise<number> {
  const { chainId } = lab.method;
  const quote = await shortenQuote(lab, { endsInMs: ENDS_IN_MS, graceMs, offers: (line) => line.chainId === chainId });
  await untilChainTime(lab, quote.expiresAt);
  await until(lab, ({ status }) => status === "expired");
  return quote.graceUntil;
}
