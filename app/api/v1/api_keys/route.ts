import { findKey, listKeys } from "@/db/queries/api-keys";
import { apiKeyObject } from "@/lib/api/api-key-object";
import { otherMethods } from "@/lib/api/other-methods";
import { created, list } from "@/lib/api/respond";
import { createApiKeyRoute, listApiKeys } from "@/lib/api/routes/dashboard";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { createApiKey } from "@/lib/services/create-api-key";

export const POST = serveMerchant(createApiKeyRoute, async ({ tx, scope, body, now }) => {
  const { row, key } = await createApiKey(tx, scope, { ...body, now });
  return created({ ...apiKeyObject(row), key });
});

export const GET = serveMerchant(listApiKeys, async ({ tx, scope, query }) => {
  const { limit, starting_after: startingAfter = null } = query;
  if (startingAfter !== null && !(await findKey(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listKeys(tx, scope, { limit, startingAfter }), limit, apiKeyObject);
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
