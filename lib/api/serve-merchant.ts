import type { z } from "zod";
import type { ApiScope } from "./api-scope";
import type { Answers, ParamsOf, ReplyOf, RouteDescription } from "./describe-route";
import { readInput } from "./read-input";
import { readQuery } from "./read-query";
import type { Answer, Reply } from "./respond";
import { servedTold } from "./served";
import { type MerchantRequest, withMerchant } from "./with-merchant";

type Described = RouteDescription<z.ZodType, z.ZodType, Answers, string, ApiScope | "cookie">;

/** A request that its route's description has let through. */
export type DescribedRequest<Route extends RouteDescription> = Omit<MerchantRequest<ParamsOf<Route>>, "body"> & {
  readonly query: z.output<Route["query"]>;
  readonly body: z.output<Route["body"]["test"]>;
};

/** The handler of a described merchant route: query and body are what its schemas say, and so is the reply. */
export function serveMerchant<Route extends Described>(
  route: Route,
  work: (request: DescribedRequest<Route>) => Promise<ReplyOf<Route> & Reply>,
) {
  return servedTold(
    route,
    withMerchant<ParamsOf<Route>>(route.access, (request) => work(checked(route, request))),
  );
}

/** The same for work that runs its own statement, keeps its own idempotency key, and gives the answer's text. */
export function serveOwnTransaction<Route extends Described>(
  route: Route,
  work: (request: DescribedRequest<Route>) => Promise<Answer>,
) {
  return servedTold(
    route,
    withMerchant<ParamsOf<Route>>(route.access, (request) => work(checked(route, request)), { ownTransaction: true }),
  );
}

function checked<Route extends Described>(route: Route, request: MerchantRequest<ParamsOf<Route>>): DescribedRequest<Route> {
  const query = readQuery(request.url, route.query);
  // A read has no body to speak of.
  const body =
    request.body === undefined ? undefined : readInput(route.body[request.scope.livemode ? "live" : "test"], request.body);
  return { ...request, query, body } as DescribedRequest<Route>;
}
