import { notFound } from "../errors";
import { isId, newId } from "../ids";
import { currentRequestId } from "../request-context";
import { type App, app as theApp } from "../services/app";
import type { RouteDescription } from "./describe-route";
import { limitAddress } from "./rate-limit";
import { respondError } from "./respond";
import { served } from "./served";
import { shareHeaders } from "./share-headers";

export type SessionRequest = {
  readonly app: App;
  readonly request: Request;
  /** Well formed; whether it exists, the work finds out. */
  readonly sessionId: string;
  /** Epoch milliseconds: the one reading of the clock of this request. */
  readonly now: number;
  readonly requestId: string;
};

type Context = { readonly params: Promise<{ readonly id: string }> };

/**
 * The edge of the customer's routes. The id in the path is all that is asked for: it is a bearer secret. Limited per
 * address; errors as in product.md 3.
 *
 * @param weight how many plain requests one of these is as dear as
 */
export function withSession(route: RouteDescription, work: (call: SessionRequest) => Promise<Response>, weight = 1) {
  return served(route, async (request: Request, context: Context): Promise<Response> => {
    const requestId = currentRequestId() ?? newId("request");
    try {
      const app = theApp();
      await limitAddress(app.config, request.headers, weight);
      const { id: sessionId } = await context.params;
      if (!isId("session", sessionId)) throw notFound();
      const response = await work({ app, request, sessionId, now: Date.now(), requestId });
      return forCustomers(response, requestId);
    } catch (thrown) {
      return forCustomers(respondError(thrown, requestId), requestId);
    }
  });
}

function forCustomers(response: Response, requestId: string): Response {
  response.headers.set("Request-Id", requestId);
  for (const [name, value] of Object.entries(shareHeaders())) response.headers.set(name, value);
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}
