import { requestMeter } from "../metrics";
import { processWide } from "../process-wide";
import { asRequest } from "../request-context";
import type { RouteDescription } from "./describe-route";

type Look = (route: RouteDescription, answer: Response) => Promise<void>;

/** Sees every answer of every described route. Tests hold them against the document; nobody looks in production. */
const onlooker = processWide<{ look: Look | null }>("onlooker", () => ({ look: null }));

export function watchAnswers(look: Look): void {
  onlooker.look = look;
}

/** The handler under a request id of its own (lib/request-context.ts), which says by itself which route it serves. */
export function served<Given extends unknown[]>(route: RouteDescription, handle: (...given: Given) => Promise<Response>) {
  let count: ReturnType<typeof requestMeter> | undefined;
  const handler = async (...given: Given): Promise<Response> => {
    const began = performance.now();
    const answer = await asRequest(() => handle(...given));
    count ??= requestMeter(route);
    count(answer.status, performance.now() - began);
    if (onlooker.look) await onlooker.look(route, answer);
    return answer;
  };
  return Object.assign(handler, { route });
}
