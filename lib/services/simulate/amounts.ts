import { lastQuote } from "../../checkout/appraise";
import { assetsOf } from "../../checkout/assets";
import { confirm, type Lab, pay, payDue, readRecord, untilChainTime, untilSeen } from "./lab";
import { shortenQuote } from "./shorten-quote";

export async function payExactly(lab: Lab): Promise<void> {
  await untilSeen(lab, await payDue(lab));
  await confirm(lab, ({ status }) => status === "paid");
}

export async function payTooLittle(lab: Lab): Promise<void> {
  await untilSeen(lab, await pay(lab, half(lab)));
  await confirm(lab, ({ status }) => status === "underpaid");
}

export async function payTooMuch(lab: Lab): Promise<void> {
  await untilSeen(lab, await pay(lab, lab.method.due + half(lab)));
  await confirm(lab, ({ status, flags }) => status === "paid" && flags.includes("over"));
}

export async function payInTwoParts(lab: Lab): Promise<void> {
  const first = half(lab);
  await untilSeen(lab, await pay(lab, first));
  await untilSeen(lab, await pay(lab, lab.method.due - first));
  await confirm(lab, ({ status }) => status === "paid");
}

export async function payTwice(lab: Lab): Promise<void> {
  await payExactly(lab);
  await untilSeen(lab, await payDue(lab));
  await confirm(lab, ({ flags }) => flags.includes("surplus"));
}

/** Money in a listed asset that the session does not take. One that takes them all takes its chosen one alone from here. */
export async function payInWrongToken(lab: Lab): Promise<void> {
  const { chainId, asset } = lab.method;
  const { methods } = lastQuote((await readRecord(lab)).facts.quotes);
  const others = assetsOf(chainId).filter(({ contract }) => contract !== asset);
  const refused = others.find(({ contract }) => !methods.some((line) => line.chainId === chainId && line.asset === contract));
  const wrong = refused ?? others[0];
  if (!wrong) throw new Error("a local chain has more than one asset");
  if (!refused) {
    const { startsAt } = await shortenQuote(lab, { offers: (line) => line.chainId === chainId && line.asset === asset });
    await untilChainTime(lab, startsAt);
  }
  const asked = methods.find((line) => line.chainId === chainId && line.asset === wrong.contract);
  await untilSeen(lab, await pay(lab, asked?.due ?? 10n ** BigInt(wrong.decimals), wrong.contract));
  await confirm(lab, ({ status, flags }) => status === "pending" && flags.includes("wrong_asset"));
}

/** Too little, whatever the session forgives. */
function half({ method }: Lab): bigint {
  return method.minDue / 2n || 1n;
}
