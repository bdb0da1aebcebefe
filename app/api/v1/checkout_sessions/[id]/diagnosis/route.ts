import { hasSession } from "@/db/queries/sessions";
import { otherMethods } from "@/lib/api/other-methods";
import { readQuery } from "@/lib/api/read-query";
import { ok } from "@/lib/api/respond";
import { diagnosisSchema } from "@/lib/api/schemas/checkout-session";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { diagnoseSession } from "@/lib/services/diagnose-session";

export const GET = withMerchant<{ id: string }>("sessions:read", async ({ app, tx, scope, params, url, now }) => {
  const { txHash } = readQuery(url, diagnosisSchema);
  if (!(await hasSession(tx, scope, params.id))) throw notFound();
  return ok(await diagnoseSession(app, { id: params.id, txHash, now }));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
