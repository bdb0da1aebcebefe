import { groupDigits, hostOf } from "@/components/dashboard/money-words";
import type { Need } from "@/components/dashboard/needs-you";
import { flagWords, statusWords } from "@/components/dashboard/session-words";
import { loadSetUpFacts, type SessionRow } from "@/db/queries/dashboard";
import { listNetworkLag } from "@/db/queries/network-lag";
import { NETWORKS } from "@/lib/checkout/networks";
import type { SessionFlag } from "@/lib/checkout/session";
import { app } from "@/lib/services/app";
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

/** A scan so far behind that payments are seen late. */
const BEHIND_SECONDS = 120;

export async function networkNeeds({ db, mode, now }: Room): Promise<Need[]> {
  const connected = NETWORKS.filter(({ chainId, livemode }) => livemode === (mode === "live") && app().chains.has(chainId));
  const lags = await listNetworkLag(db, now);
  const needs: Need[] = [];
  for (const { chainId, name, blockTimeMs } of connected) {
    const lag = lags.find((one) => one.chainId === chainId);
    const behind = lag?.lastScanSecondsAgo;
    if (lag?.stalled)
      needs.push({ id: name, tone: "bad", href: "/dashboard/wallets", words: `${name} stands still: no new block.` });
    else if (behind != null && behind > BEHIND_SECONDS + blockTimeMs / 1_000) {
      needs.push({
        id: name,
        tone: "warn",
        href: "/dashboard/wallets",
        words: `${name} was last read ${Math.floor(behind / 60)} min ago; payments show late.`,
      });
    }
  }
  return needs;
}

export function sessionNeeds(rows: readonly SessionRow[]): Need[] {
  return rows.map((row) => {
    const { id, status, price, currency, about, reference } = sessionLine(row);
    const { tone, word } = statusWords(status);
    const why = (row.flags as SessionFlag[]).map(flagWords)[0] ?? word;
    const name = about ?? reference;
    return {
      id,
      tone: tone === "good" ? "warn" : tone,
      href: `/dashboard/sessions/${id}`,
      words: `${groupDigits(price)} ${currency}: ${why.toLowerCase()}.`,
      ...(name && { name }),
    };
  });
}
