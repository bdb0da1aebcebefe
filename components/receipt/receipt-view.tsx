import type { ReactNode } from "react";
import type { Receipt } from "@/lib/checkout/receipt";
import { PrintButton } from "./print-button";
import { ReceiptPayments } from "./receipt-payments";
import { ReceiptRates } from "./receipt-rates";
import type { Telling } from "./telling";

type Props = { readonly receipt: Receipt; readonly telling: Telling; readonly logo: ReactNode };

/** What a customer keeps, prints or hands on: all of it stands there without a script, and fits a sheet of paper. */
export function ReceiptView({ receipt, telling, logo }: Props) {
  const { words, time, price, coin } = telling;
  const said = words.receipt;
  const outcome = receipt.accepted ? said.accepted : receipt.late ? said.paidLate : said.paid;
  return (
    <article
      aria-label={said.title}
      className="rounded-panel border border-line bg-card p-5 shade wide:p-8 print:border-0 print:px-0 print:pt-4 print:pb-0"
    >
      <header className="min-w-0">
        {logo}
        <p className="line-clamp-3 text-start text-16 font-semibold">
          <bdi>{receipt.merchantName}</bdi>
        </p>
        {receipt.description !== null && (
          <p className="mt-1 text-start text-14 text-ink-2 text-pretty">
            <bdi>{receipt.description}</bdi>
          </p>
        )}
      </header>
      <h1 className="mt-6 text-13 text-ink-2">{said.title}</h1>
      <p className="text-28 font-semibold tracking-tight wide:text-40">{price(receipt.fiat)}</p>
      <p className="mt-1 flex items-center gap-2 font-semibold">
        <Check />
        {outcome}
      </p>
      <dl className="mt-6 border-t border-dashed border-line pt-2">
        <Fact name={said.paidAt}>
          <time dateTime={receipt.paidAt}>{time(receipt.paidAt)}</time>
        </Fact>
        <Fact name={said.askedAt}>
          <time dateTime={receipt.askedAt}>{time(receipt.askedAt)}</time>
        </Fact>
        <Fact name={said.due}>{coin(receipt.due, receipt.symbol)}</Fact>
        {receipt.overpaid !== null && <Fact name={said.over}>{coin(receipt.overpaid, receipt.symbol)}</Fact>}
        <Fact name={said.address}>
          <span dir="ltr" className="font-mono text-12 break-all">
            {receipt.address}
          </span>
        </Fact>
        <Fact name={said.number}>
          <span dir="ltr" className="font-mono text-12 break-all">
            {receipt.id}
          </span>
        </Fact>
      </dl>
      <ReceiptPayments payments={receipt.payments} currency={receipt.fiat.currency} telling={telling} />
      <ReceiptRates rates={receipt.rates} telling={telling} />
      <footer className="mt-6 flex flex-wrap gap-3 border-t border-dashed border-line pt-6 print:hidden">
        <PrintButton label={said.print} />
        <a
          href={`/checkout/${receipt.id}`}
          className="inline-flex min-h-11 items-center rounded-control border border-line px-4 py-2 hover:border-ink-3"
        >
          {said.back}
        </a>
      </footer>
    </article>
  );
}

/** For whoever comes too early: why there is none, and the way back. */
export function NoReceipt({ sessionId, telling }: { sessionId: string; telling: Telling }) {
  const said = telling.words.receipt;
  return (
    <div className="rounded-panel border border-line bg-card p-6 shade">
      <h1 className="text-20 font-semibold text-balance">{said.none}</h1>
      <p className="mt-2 text-ink-2 text-pretty">{said.noneText}</p>
      <a
        href={`/checkout/${sessionId}`}
        className="mt-4 inline-flex min-h-11 items-center rounded-control bg-florin px-4 py-2 font-semibold text-on-florin hover:dim"
      >
        {said.back}
      </a>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 border-line py-2 not-first:border-t">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-end">{children}</dd>
    </div>
  );
}

function Check() {
  return (
    <svg viewBox="0 0 20 20" className="size-5 text-good" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" />
      <path d="M6 10.5l2.7 2.7L14 7.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
