import { listSessionDeliveries } from "@/db/queries/deliveries";
import { dropOldKey, findAnswer, keepAnswer } from "@/lib/api/idempotency";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOf, ok } from "@/lib/api/respond";
import { simulateCheckoutSession } from "@/lib/api/routes/checkout-sessions";
import { serveOwnTransaction } from "@/lib/api/serve-merchant";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { readSession } from "@/lib/services/read-sessions";
import { simulateScenario } from "@/lib/services/simulate/simulate-scenario";

/** In test mode, for a session on a local chain; elsewhere there is no such route. Answers when the scenario is over. */
export const POST = serveOwnTransaction(
  simulateCheckoutSession,
  async ({ app, scope, params, body, now, idempotency: claim }) => {
    const { scenario } = body;
    const { db } = app.database;
    const sealKey = app.config.ENCRYPTION_KEY;
    if (claim) {
      await dropOldKey(db, scope, { key: claim.key, now });
      const first = await findAnswer(db, scope, { claim, sealKey });
      if (first) return first;
    }
    await simulateScenario(app, scope, { sessionId: params.id, scenario, clock: Date.now });
    const session = await readSession(app.database, scope, { id: params.id, now: Date.now(), baseUrl: app.config.APP_URL });
    const deliveries = (await listSessionDeliveries(db, scope, params.id)).map(deliveryObject);
    const answer = answerOf(ok({ scenario, session, deliveries }));
    return claim ? keepAnswer(db, scope, { claim, answer, now, sealKey }) : answer;
  },
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
