import { requestMeter } from "../metrics";
import { processWide } from "../process-wide";
import { asRequest } from "../request-context";
import type { RouteDescription } from "./describe-route";
import { responseOf, type Told } from "./told";

type Look = (route: RouteDescription, answer: Response) => Promise<void>;

/** Sees every answer of every described route. Tests hold them against the document; nobody looks in production. */
const onlooker = processWide<{ look: Look | null }>("onlooker", () => ({ look: null }));

export function watchAnswers(look: Look): void {
  onlooker.look = look;
}

/** The handler under a request id of its own (lib/request-context.ts), which says by itself which route it serves. */
export function served<Given extends unknown[]>(route: RouteDescription, handle: (...given: Given) => Promise<Response>) {
  return Object.assign(
    seen(route, handle, (answer) => answer),
    { route },
  );
}

/** The same for one that tells its answer, which whoever needs no `Response` may ask for as it is. */
export function servedTold<Given extends unknown[]>(route: RouteDescription, handle: (...given: Given) => Promise<Told>) {
  const tell = seen(route, handle, responseOf);
  return Object.assign(async (...given: Given) => responseOf(await tell(...given)), { route, tell });
}

function seen<Given extends unknown[], Answered extends { readonly status: number }>(
  route: RouteDescription,
  handle: (...given: Given) => Promise<Answered>,
  asResponse: (answer: Answered) => Response,
) {
  let count: ReturnType<typeof requestMeter> | undefined;
  return async (...given: Given): Promise<Answered> => {
    const began = performance.now();
    const answer = await asRequest(() => handle(...given));
    count ??= requestMeter(route);
    count(answer.status, performance.now() - began);
    if (onlooker.look) await onlooker.look(route, asResponse(answer));
    return answer;
  };
}
