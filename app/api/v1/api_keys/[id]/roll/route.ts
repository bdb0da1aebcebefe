import { apiKeyObject } from "@/lib/api/api-key-object";
import { forgetKey } from "@/lib/api/known-keys";
import { otherMethods } from "@/lib/api/other-methods";
import { created } from "@/lib/api/respond";
import { rollApiKeyRoute } from "@/lib/api/routes/dashboard";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { rollApiKey } from "@/lib/services/roll-api-key";

export const POST = serveMerchant(rollApiKeyRoute, async ({ tx, scope, params, body, now }) => {
  const { row, key, old } = await rollApiKey(tx, scope, { id: params.id, overlapSeconds: body.overlapSeconds, now });
  forgetKey(old.hash);
  return created({ ...apiKeyObject(row), key });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
