import { groupDigits, hostOf } from "@/components/dashboard/money-words";
import type { Need } from "@/components/dashboard/needs-you";
import { networkStatus } from "@/components/dashboard/network-status";
import { flagWords, statusWords } from "@/components/dashboard/session-words";
import { loadSetUpFacts, type SessionRow } from "@/db/queries/dashboard";
import type { SessionFlag } from "@/lib/checkout/session";
import { networkLines } from "./network-lines";
import type { Room } from "./room";
import { sessionLine } from "./session-line";

/** What stands between the merchant and being paid or told. */
export async function setUpNeeds({ db, scope }: Room, since: Date): Promise<Need[]> {
  const { wallets, disabledEndpoints, abandoned } = await loadSetUpFacts(db, scope, since);
  const needs: Need[] = [];
  if (wallets === 0) {
    needs.push({
      id: "wallet",
      tone: "warn",
      href: "/dashboard/wallets",
      words: "Add a wallet: without one nobody can pay you.",
    });
  }
  for (const { id, url } of disabledEndpoints) {
    needs.push({
      id,
      tone: "bad",
      href: `/dashboard/webhooks/${id}`,
      words: `${hostOf(url)} is switched off and hears nothing.`,
    });
  }
  for (const { endpointId, url, number } of abandoned) {
    const events = number === 1 ? "one event" : `${number} events`;
    needs.push({
      id: `told-${endpointId}`,
      tone: "bad",
      href: `/dashboard/webhooks/${endpointId}`,
      words: `${hostOf(url)} could not be told of ${events}.`,
    });
  }
  return needs;
}

export async function networkNeeds(room: Room): Promise<Need[]> {
  const lines = (await networkLines(room)).filter(({ connected }) => connected);
  return lines.flatMap((line): Need[] => {
    const { tone, word } = networkStatus(line);
    if (tone !== "bad" && tone !== "warn") return [];
    return [{ id: `network-${line.chainId}`, tone, href: "/dashboard/wallets", words: `${line.name}: ${word.toLowerCase()}.` }];
  });
}

export function sessionNeeds(rows: readonly SessionRow[]): Need[] {
  return rows.map((row) => {
    const { id, status, price, currency, about, reference } = sessionLine(row);
    const { tone, word } = statusWords(status);
    const why = (row.flags as SessionFlag[]).map(flagWords)[0] ?? word;
    const name = about ?? reference;
    return {
      id,
      tone: tone === "bad" ? tone : "warn",
      href: `/dashboard/sessions/${id}`,
      words: `${groupDigits(price)} ${currency}: ${why.toLowerCase()}.`,
      ...(name && { name }),
    };
  });
}
