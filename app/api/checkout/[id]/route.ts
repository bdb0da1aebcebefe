import { otherMethods } from "@/lib/api/other-methods";
import { answerOf, ok, respond } from "@/lib/api/respond";
import { getPublicSession } from "@/lib/api/routes/public";
import { withSession } from "@/lib/api/with-session";
import { notFound } from "@/lib/errors";
import { loadSignedSession } from "@/lib/services/sign-sessions";

export const dynamic = "force-dynamic";

export const GET = withSession(getPublicSession, async ({ app, sessionId, now, requestId }) => {
  const session = await loadSignedSession(app, sessionId, now);
  if (!session) throw notFound();
  return respond(answerOf(ok(session)), requestId);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
