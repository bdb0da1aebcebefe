import { z } from "zod";
import { otherMethods } from "@/lib/api/other-methods";
import { readQuery } from "@/lib/api/read-query";
import { list } from "@/lib/api/respond";
import { page } from "@/lib/api/schemas/fields";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { readSession } from "@/lib/services/read-sessions";

const query = z.strictObject(page);

/** A session's payments are few: they are read with it, and paged from memory. Newest first. */
export const GET = withMerchant<{ id: string }>("sessions:read", async ({ app, tx, scope, params, url, now }) => {
  const { limit, starting_after: after } = readQuery(url, query);
  const { payments } = await readSession(tx, scope, { id: params.id, now, baseUrl: app.config.APP_URL });
  const newestFirst = payments.toReversed();
  const start = after === undefined ? 0 : newestFirst.findIndex((payment) => payment.id === after) + 1;
  if (after !== undefined && start === 0) throw notFound("starting_after");
  return list(newestFirst.slice(start, start + limit + 1), limit, (payment) => payment);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
