import Link from "next/link";
import type { Fact } from "@/components/dashboard/facts";
import { Hash } from "@/components/dashboard/hash";
import { groupDigits, hostOf } from "@/components/dashboard/money-words";
import { TimeAgo } from "@/components/ui/time-ago";
import { networkOf } from "@/lib/checkout/networks";
import type { AmountObject, SessionObject } from "@/lib/checkout/session-object";

type About = { readonly link: { readonly id: string; readonly title: string } | null; readonly now: number };

/** The shop's own notes. */
export function metadataFacts({ metadata }: SessionObject): Fact[] {
  return Object.entries(metadata).map(([word, value]) => ({ word, value: String(value) }));
}

/** What a person asks about a session, most asked first; what is empty is left out. */
export function sessionFacts(session: SessionObject, { link, now }: About): Fact[] {
  const { asset, fiat, rate } = session;
  const network = networkOf(session.chainId);
  const sum = (amount: AmountObject) => `${groupDigits(amount.eth)} ${asset.symbol}`;
  const when = (moment: string) => <TimeAgo at={Date.parse(moment)} now={now} />;
  const facts: (Fact | null)[] = [
    { word: "Due", value: <strong className="font-medium">{sum(session.amount)}</strong> },
    session.amountReceived.wei === "0" ? null : { word: "Received", value: sum(session.amountReceived) },
    session.amountReceived.wei === "0" || session.amountRemaining.wei === "0"
      ? null
      : { word: "Missing", value: sum(session.amountRemaining) },
    session.amountOverpaid.wei === "0" ? null : { word: "Too much", value: sum(session.amountOverpaid) },
    { word: "Network", value: network.name },
    {
      word: "Address",
      value: (
        <Hash
          value={session.address}
          what="the address"
          href={network.explorer && `${network.explorer}/address/${session.address}`}
        />
      ),
    },
    {
      word: "Rate",
      value: `1 ${rate.base} = ${groupDigits(rate.value)} ${fiat.currency}, ${rate.sources.map(({ name }) => name).join(", ")}`,
    },
    { word: "Created", value: when(session.createdAt) },
    session.paidAt ? { word: "Paid", value: when(session.paidAt) } : { word: "Expires", value: when(session.expiresAt) },
    link && {
      word: "Link",
      value: (
        <Link href="/dashboard/links" className="underline decoration-line underline-offset-4 hover:decoration-ink">
          {link.title}
        </Link>
      ),
    },
    session.description ? { word: "Description", value: session.description } : null,
    session.clientReferenceId ? { word: "Reference", value: session.clientReferenceId } : null,
    session.customerEmail ? { word: "Customer", value: session.customerEmail } : null,
    session.successUrl
      ? { word: "Success page", value: <span title={session.successUrl}>{hostOf(session.successUrl)}</span> }
      : null,
    { word: "Session", value: <Hash value={session.id} what="the session id" /> },
  ];
  return facts.filter((fact) => fact !== null);
}
