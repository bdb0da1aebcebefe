import { otherMethods } from "@/lib/api/other-methods";
import { list } from "@/lib/api/respond";
import { listSessionPayments } from "@/lib/api/routes/checkout-sessions";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { readSession } from "@/lib/services/read-sessions";

/** A session's payments are few: they are read with it, and paged from memory. Newest first. */
export const GET = serveMerchant(listSessionPayments, async ({ app, scope, params, query, now }) => {
  const { limit, starting_after: after } = query;
  const { payments } = await readSession(app.database, scope, { id: params.id, now, baseUrl: app.config.APP_URL });
  const newestFirst = payments.toReversed();
  const start = after === undefined ? 0 : newestFirst.findIndex((payment) => payment.id === after) + 1;
  if (after !== undefined && start === 0) throw notFound("starting_after");
  return list(newestFirst.slice(start, start + limit + 1), limit, (payment) => payment);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
