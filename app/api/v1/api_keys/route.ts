import { z } from "zod";
import { findKey, listKeys } from "@/db/queries/api-keys";
import { apiKeyObject } from "@/lib/api/api-key-object";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { readQuery } from "@/lib/api/read-query";
import { created, list } from "@/lib/api/respond";
import { createApiKeySchema } from "@/lib/api/schemas/api-key";
import { page } from "@/lib/api/schemas/fields";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { createApiKey } from "@/lib/services/create-api-key";

const query = z.strictObject(page);

export const POST = withMerchant("cookie", async ({ tx, scope, body, now }) => {
  const input = readInput(createApiKeySchema, body);
  const { row, key } = await createApiKey(tx, scope, { ...input, now });
  return created({ ...apiKeyObject(row), key });
});

export const GET = withMerchant("cookie", async ({ tx, scope, url }) => {
  const { limit, starting_after: startingAfter = null } = readQuery(url, query);
  if (startingAfter !== null && !(await findKey(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listKeys(tx, scope, { limit, startingAfter }), limit, apiKeyObject);
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
