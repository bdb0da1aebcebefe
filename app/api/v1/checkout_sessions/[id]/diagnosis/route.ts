import { hasSession } from "@/db/queries/sessions";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { diagnoseCheckoutSession } from "@/lib/api/routes/checkout-sessions";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { diagnoseSession } from "@/lib/services/diagnose-session";

export const GET = serveMerchant(diagnoseCheckoutSession, async ({ app, tx, scope, params, query, now }) => {
  if (!(await hasSession(tx, scope, params.id))) throw notFound();
  return ok(await diagnoseSession(app, { id: params.id, txHash: query.txHash, now }));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
