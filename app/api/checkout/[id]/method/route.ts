import { isForm, readBody, readForm } from "@/lib/api/read-body";
import { readInput } from "@/lib/api/read-input";
import { answerOf, ok, respond } from "@/lib/api/respond";
import { choosePaymentMethod } from "@/lib/api/routes/public";
import { chooseMethodSchema } from "@/lib/api/schemas/public-session";
import { seeOther } from "@/lib/api/see-other";
import { withSession } from "@/lib/api/with-session";
import { notFound } from "@/lib/errors";
import { chooseMethod } from "@/lib/services/choose-method";
import { loadSignedSession } from "@/lib/services/sign-sessions";
import { formMethods, forPeople } from "../for-people";

/** JSON `{ chainId, asset }`, or the form field `method` as `<chainId>:<asset>`. */
export const POST = forPeople(
  withSession(choosePaymentMethod, async ({ app, request, sessionId, now, requestId }) => {
    const plain = isForm(request);
    const method = readInput(chooseMethodSchema, plain ? fromForm(await readForm(request)) : (await readBody(request)).value);
    const baseUrl = app.config.APP_URL;
    await app.database.db.transaction((tx) => chooseMethod(tx, { id: sessionId, method, now, baseUrl }));
    if (plain) return seeOther(`/checkout/${sessionId}`);
    const session = await loadSignedSession(app, sessionId, now);
    if (!session) throw notFound();
    return respond(answerOf(ok(session)), requestId);
  }),
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = formMethods();

function fromForm(form: URLSearchParams): { chainId: number; asset: string } {
  const [chain = "", asset = ""] = (form.get("method") ?? "").split(":");
  return { chainId: Number(chain), asset };
}
