import { isForm, readBody, readForm } from "@/lib/api/read-body";
import { readInput } from "@/lib/api/read-input";
import { answerOf, created, respond } from "@/lib/api/respond";
import { payFromTestWallet } from "@/lib/api/routes/public";
import { testPaymentSchema } from "@/lib/api/schemas/public-session";
import { seeOther } from "@/lib/api/see-other";
import { withSession } from "@/lib/api/with-session";
import { payWithTestWallet } from "@/lib/services/pay-with-test-wallet";
import { formMethods, forPeople } from "../for-people";

/** On a local test chain only; elsewhere there is no such route. */
export const POST = forPeople(
  withSession(payFromTestWallet, async ({ app, request, sessionId, requestId }) => {
    const plain = isForm(request);
    const given = plain ? { amount: (await readForm(request)).get("amount") } : (await readBody(request)).value;
    const { amount } = readInput(testPaymentSchema, given);
    const txHash = await payWithTestWallet(app, { sessionId, amount });
    return plain ? seeOther(`/checkout/${sessionId}`) : respond(answerOf(created({ txHash })), requestId);
  }),
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = formMethods();
