import { dropOldKey, findAnswer, keepAnswer, sealAnswer } from "@/lib/api/idempotency";
import { otherMethods } from "@/lib/api/other-methods";
import { type Answer, list } from "@/lib/api/respond";
import { createCheckoutSession, listCheckoutSessions } from "@/lib/api/routes/checkout-sessions";
import { type DescribedRequest, serveMerchant, serveOwnTransaction } from "@/lib/api/serve-merchant";
import { createSession } from "@/lib/services/create-session";
import { readSessions } from "@/lib/services/read-sessions";

export const POST = serveOwnTransaction(createCheckoutSession, create);

async function create(request: DescribedRequest<typeof createCheckoutSession>): Promise<Answer> {
  const { app, scope, body, now, idempotency: claim } = request;
  const sealKey = app.config.ENCRYPTION_KEY;
  const made = await createSession(app, {
    scope,
    now,
    input: body,
    keepAnswer: claim && ((text) => ({ ...claim, status: 201, answer: sealAnswer(scope, claim.key, { text, sealKey }) })),
  });
  if (made.kind === "created") return { status: 201, text: made.text, replayed: false };
  if (made.kind === "found") {
    const answer = { status: 200, text: made.text, replayed: false };
    return claim ? keepAnswer(app.database.db, scope, { claim, answer, now, sealKey }) : answer;
  }
  if (!claim) throw new Error("a key was taken that nobody sent");
  await dropOldKey(app.database.db, scope, { key: claim.key, now });
  return (await findAnswer(app.database.db, scope, { claim, sealKey })) ?? create(request);
}

export const GET = serveMerchant(listCheckoutSessions, async ({ app, scope, query, now }) => {
  const { starting_after: startingAfter, ...filter } = query;
  const sessions = await readSessions(app.database, scope, {
    filter: { ...filter, startingAfter },
    now,
    baseUrl: app.config.APP_URL,
  });
  return list(sessions, filter.limit, (session) => session);
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
