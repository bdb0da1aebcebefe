import { lastQuote } from "../../checkout/appraise";
import { NATIVE } from "../../checkout/assets";
import { conflict } from "../../errors";
import { confirm, type Lab, payByContract, readRecord, until } from "./lab";

/** As exchanges and smart wallets pay: only the address's balance shows it. In the network's coin, whatever was chosen. */
export async function payThroughContract(lab: Lab): Promise<void> {
  const { chainId } = lab.method;
  const { methods } = lastQuote((await readRecord(lab)).facts.quotes);
  const coin = methods.find((line) => line.chainId === chainId && line.asset === NATIVE);
  if (!coin) throw conflict("coin_not_taken", "This scenario pays with the network's coin, which this session does not take.");
  await payByContract(lab, coin);
  await until(lab, ({ facts }) => facts.transfers.some(({ kind, orphanedAt }) => kind === "internal" && orphanedAt === null));
  await confirm(lab, ({ status }) => status === "paid");
}
