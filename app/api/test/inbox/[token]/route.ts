import { otherMethods } from "@/lib/api/other-methods";
import { limitAddress } from "@/lib/api/rate-limit";
import { respondError } from "@/lib/api/respond";
import { notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { app as theApp } from "@/lib/services/app";
import { answerOfInbox } from "@/lib/services/simulate/inbox";

/** A shop's webhook receiver, for as long as a scenario needs one. */
export async function POST(request: Request, context: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const app = theApp();
    await limitAddress(app.config, request.headers);
    const { token } = await context.params;
    const eventId = request.headers.get("webhook-id") ?? "";
    const status = isId("event", eventId) && /^[0-9A-Za-z]+$/.test(token) ? await answerOfInbox(app, { token, eventId }) : null;
    if (status === null) throw notFound();
    return new Response(null, { status });
  } catch (thrown) {
    return respondError(thrown, newId("request"));
  }
}

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
