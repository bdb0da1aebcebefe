import { QRCodeSVG } from "qrcode.react";
import type { ReceiptPayment } from "@/lib/checkout/receipt";
import { fill } from "../checkout/words/words";
import type { Telling } from "./telling";

type Props = { readonly payments: readonly ReceiptPayment[]; readonly currency: string; readonly telling: Telling };

/** Each with its transaction, in full and as a code: who doubts the receipt asks the chain. */
export function ReceiptPayments({ payments, currency, telling }: Props) {
  const said = telling.words.receipt;
  if (payments.length === 0) return null;
  return (
    <section aria-label={said.payments} className="mt-4 border-t border-dashed border-line pt-4">
      <h2 className="text-13 text-ink-2">{said.payments}</h2>
      <ul>
        {payments.map((payment, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one transaction may hold two payments; the list is written once
          <li key={place} className="border-line py-3 not-first:border-t print:break-inside-avoid">
            <Payment payment={payment} currency={currency} telling={telling} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Payment({ payment, currency, telling }: { payment: ReceiptPayment; currency: string; telling: Telling }) {
  const said = telling.words.receipt;
  return (
    <div className="flex flex-wrap items-start gap-4">
      <TransactionCode payment={payment} label={said.qr} />
      <div className="min-w-48 flex-1">
        <p className="font-semibold">
          {telling.coin(payment.amount, payment.symbol)}
          {payment.late && <span className="font-normal text-ink-2"> · {said.late}</span>}
        </p>
        {payment.worth !== null && (
          <p className="text-13 text-ink-2">{fill(said.worth, { price: telling.price({ amount: payment.worth, currency }) })}</p>
        )}
        <p className="text-13 text-ink-2">
          <bdi>{payment.networkName}</bdi> · <time dateTime={payment.minedAt}>{telling.time(payment.minedAt)}</time>
        </p>
        <Transaction payment={payment} telling={telling} />
      </div>
    </div>
  );
}

const SIZE_PX = 104;
/** ISO/IEC 18004 asks for a quiet zone of four modules. */
const QUIET_MODULES = 4;

function TransactionCode({ payment, label }: { payment: ReceiptPayment; label: string }) {
  const value = payment.explorerUrl ?? payment.txHash;
  if (value === null) return null;
  return (
    <QRCodeSVG
      value={value}
      size={SIZE_PX}
      level="L"
      marginSize={QUIET_MODULES}
      bgColor="#ffffff"
      fgColor="#000000"
      title={label}
      className="shrink-0 rounded-control"
    />
  );
}

function Transaction({ payment: { txHash, explorerUrl }, telling: { words } }: { payment: ReceiptPayment; telling: Telling }) {
  const said = words.receipt;
  if (txHash === null) return <p className="text-13 text-ink-2">{said.byContract}</p>;
  const hash = (
    <span dir="ltr" className="font-mono text-12 break-all">
      {txHash}
    </span>
  );
  return (
    <>
      <p className="mt-1 leading-5">
        {explorerUrl === null ? (
          hash
        ) : (
          <a href={explorerUrl} target="_blank" rel="noreferrer" className="text-link underline underline-offset-2">
            {hash}
          </a>
        )}
      </p>
      <p className="text-12 text-ink-2">{explorerUrl === null ? said.scanNumber : said.scan}</p>
    </>
  );
}
