import type { PublicPayment } from "@/lib/checkout/public-session";
import { Icon } from "./icon";
import { coinText } from "./words/numbers";
import { fill, type Words } from "./words/words";
import { useWords } from "./words/words-context";

/** What has arrived, each with its place on the chain. What the network took and gave back stands once. */
export function PaymentList({ payments }: { payments: readonly PublicPayment[] }) {
  const {
    words: { payments: says },
    signs,
  } = useWords();
  const kept = new Set(payments.filter((one) => one.state !== "reverted").map(samePayment));
  const shown = payments.filter((one) => one.state !== "reverted" || !kept.has(samePayment(one)));
  if (shown.length === 0) return null;
  return (
    <section aria-label={says.arrived}>
      <h3 className="text-13 text-ink-2">{says.arrived}</h3>
      <ul className="mt-1">
        {shown.map((payment, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one transaction may hold two payments; the list only grows
          <li key={place} className="flex items-baseline justify-between gap-3 border-line py-1.5 not-first:border-t">
            <span className="min-w-0">
              <bdi dir="ltr" className={payment.state === "reverted" ? "line-through" : "font-semibold"}>
                {`${coinText(payment.amount.eth, signs)}\u00a0${payment.symbol}`}
              </bdi>
              {payment.late && <span className="text-13 text-ink-2"> · {says.late}</span>}
              {!payment.counts && <span className="text-13 text-ink-2"> · {says.notPart}</span>}
              <TransactionLink payment={payment} />
            </span>
            {/* Keyed: at the end of its line, a word gives way to another as a whole. */}
            <span key={stateWords(payment, says)} className="shrink-0 text-13 text-ink-2">
              {stateWords(payment, says)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a reorg keeps of a payment: its transaction, or, where no node tells that, its amount on its network. */
function samePayment({ txHash, chainId, symbol, amount }: PublicPayment): string {
  return txHash ?? `${chainId} ${symbol} ${amount.wei}`;
}

function TransactionLink({ payment }: { payment: PublicPayment }) {
  const says = useWords().words.payments;
  if (payment.txHash === null) return <span className="block text-12 text-ink-2">{says.byContract}</span>;
  const short = `${payment.txHash.slice(0, 10)}…${payment.txHash.slice(-4)}`;
  if (payment.explorerUrl === null) {
    return (
      <span dir="ltr" className="block font-mono text-12 text-ink-2 rtl:text-right" title={payment.txHash}>
        {short}
      </span>
    );
  }
  return (
    <a
      href={payment.explorerUrl}
      target="_blank"
      rel="noreferrer"
      className="flex min-h-6 items-center gap-1 font-mono text-12 text-ink-2 underline decoration-line underline-offset-4 hover:text-ink"
    >
      <bdi dir="ltr">{short}</bdi>
      <Icon name="out" className="size-3! rtl:[scale:-1_1]" />
    </a>
  );
}

function stateWords(payment: PublicPayment, says: Words["payments"]): string {
  switch (payment.state) {
    case "seen":
      return fill(says.count, payment.confirmations);
    case "confirmed":
      return says.confirmed;
    case "reverted":
      return says.takenBack;
    default:
      return payment.state satisfies never;
  }
}
