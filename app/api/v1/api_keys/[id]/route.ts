import { apiKeyObject } from "@/lib/api/api-key-object";
import { forgetKey } from "@/lib/api/known-keys";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { withMerchant } from "@/lib/api/with-merchant";
import { revokeApiKey } from "@/lib/services/revoke-api-key";

export const DELETE = withMerchant<{ id: string }>("cookie", async ({ tx, scope, params, now }) => {
  const row = await revokeApiKey(tx, scope, { id: params.id, now });
  forgetKey(row.hash);
  return ok(apiKeyObject(row));
});

export const { GET, HEAD, OPTIONS, PATCH, POST, PUT } = otherMethods("DELETE");
