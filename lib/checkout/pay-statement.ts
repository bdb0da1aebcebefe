import type { AssetRef } from "./assets";
import type { PublicMethod, PublicSession } from "./public-session";

/** Changed whenever the statement's parts change: a page never reads a new statement by an old rule. */
const PAY = "florin-pay-1";
const CODE = "florin-code-1";
/** Not imported: the list of assets would travel with the page. */
const NATIVE: AssetRef = "native";

type Demand = Pick<PublicSession, "id" | "chosen" | "methods" | "amountRemaining" | "expiresAt">;

/** @throws where the session does not offer its own choice */
export function chosenMethod({ chosen, methods }: Pick<PublicSession, "chosen" | "methods">): PublicMethod {
  const method = methods.find((one) => one.chainId === chosen.chainId && (one.asset.contract ?? NATIVE) === chosen.asset);
  if (!method) throw new Error("the chosen way to pay is not offered");
  return method;
}

/**
 * Everything on the page that decides where money goes, in one line: what the server signs and the page checks (S13).
 * No part may hold the sign that stands between them, so that no two sessions have one statement.
 */
export function payStatement(session: Demand): string {
  const { chainId, networkName, asset, address, uri } = chosenMethod(session);
  const { wei, eth } = session.amountRemaining;
  const parts = [
    PAY,
    session.id,
    chainId,
    networkName,
    asset.contract ?? NATIVE,
    asset.symbol,
    address,
    wei,
    eth,
    session.expiresAt,
    uri,
  ];
  return joined(parts);
}

/** What the server signs of a code that it has drawn: the text in it, and the path of its dark modules. */
export function codeStatement({ sessionId, text, path }: { sessionId: string; text: string; path: string }): string {
  return joined([CODE, sessionId, text, path]);
}

function joined(parts: readonly (string | number)[]): string {
  if (parts.some((part) => String(part).includes("|"))) throw new Error("a part holds the separator");
  return parts.join("|");
}
