import { eventStream } from "@/lib/api/event-stream";
import { otherMethods } from "@/lib/api/other-methods";
import { streamPublicSession } from "@/lib/api/routes/public";
import { withSession } from "@/lib/api/with-session";
import { ApiError, notFound } from "@/lib/errors";
import { loadSignedSession } from "@/lib/services/sign-sessions";
import { sessionWatch } from "@/lib/services/watch-sessions";

export const dynamic = "force-dynamic";

/** Open streams of one process, 47 KB each (stack.md 8); beyond, pages poll. */
const MAX_STREAMS = 5_000;

export const GET = withSession(streamPublicSession, async ({ app, request, sessionId, now, requestId }) => {
  const watch = sessionWatch();
  if (watch.viewers() >= MAX_STREAMS) {
    throw new ApiError("server", "busy", "Too many pages are open. Please ask again in a moment.", {
      status: 503,
      retryAfter: 30,
    });
  }
  if (!(await loadSignedSession(app, sessionId, now))) throw notFound();
  return eventStream({ requestId, signal: request.signal, follow: (send) => watch.watch(sessionId, send) });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
