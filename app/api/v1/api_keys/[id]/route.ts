import { apiKeyObject } from "@/lib/api/api-key-object";
import { forgetKey } from "@/lib/api/known-keys";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { revokeApiKeyRoute } from "@/lib/api/routes/dashboard";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { revokeApiKey } from "@/lib/services/revoke-api-key";

export const DELETE = serveMerchant(revokeApiKeyRoute, async ({ tx, scope, params, now }) => {
  const row = await revokeApiKey(tx, scope, { id: params.id, now });
  forgetKey(row.hash);
  return ok(apiKeyObject(row));
});

export const { GET, HEAD, OPTIONS, PATCH, POST, PUT } = otherMethods("DELETE");
