import type { Receipt } from "@/lib/checkout/receipt";
import { fill } from "../checkout/words/words";
import type { Telling } from "./telling";

/** By which rate the price became an amount, since when it was held, and whose word that was. */
export function ReceiptRates({ rates, telling }: { rates: Receipt["rates"]; telling: Telling }) {
  const said = telling.words.receipt;
  return (
    <section aria-label={said.rate} className="mt-4 border-t border-dashed border-line pt-4 print:break-inside-avoid">
      <h2 className="text-13 text-ink-2">{said.rate}</h2>
      {rates.map((rate) => (
        <div key={`${rate.base} ${rate.lockedAt}`} className="py-2">
          <p className="font-semibold">
            <bdi>
              1 {rate.base} = {telling.number(rate.value)} {rate.quote}
            </bdi>
          </p>
          <p className="text-13 text-ink-2">{fill(said.held, { time: telling.time(rate.lockedAt) })}</p>
          <p className="text-13 text-ink-2">
            {said.sources}:{" "}
            {rate.sources.map(({ name, value }, place) => (
              <span key={name}>
                {place > 0 && " · "}
                <bdi>
                  {name} {telling.number(value)}
                </bdi>
              </span>
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}
