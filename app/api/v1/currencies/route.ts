import { otherMethods } from "@/lib/api/other-methods";
import { list } from "@/lib/api/respond";
import { listCurrencies } from "@/lib/api/routes/offer";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { minorUnits } from "@/lib/money";

const KNOWN = Intl.supportedValuesOf("currency");
const NAMES = new Intl.DisplayNames(["en"], { type: "currency" });

/** The currencies in which a price may be: test mode takes those of the local chains' rates too. Few: one page. */
export const GET = serveMerchant(listCurrencies, async ({ app, scope }) => {
  const { rates } = app;
  const priced = KNOWN.filter((code) => rates.supports(code, false) || (!scope.livemode && rates.supports(code, true)));
  return list(priced.map(currencyObject), priced.length, (currency) => currency);
});

function currencyObject(code: string) {
  return { id: code, object: "currency" as const, name: NAMES.of(code) ?? code, decimals: minorUnits(code) };
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
