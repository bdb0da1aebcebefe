import { processWide } from "../process-wide";
import type { RouteDescription } from "./describe-route";

type Look = (route: RouteDescription, answer: Response) => Promise<void>;

/** Sees every answer of every described route. Tests hold them against the document; nobody looks in production. */
const onlooker = processWide<{ look: Look | null }>("onlooker", () => ({ look: null }));

export function watchAnswers(look: Look): void {
  onlooker.look = look;
}

/** The handler, which says by itself which route it serves. */
export function served<Given extends unknown[]>(route: RouteDescription, handle: (...given: Given) => Promise<Response>) {
  const handler = async (...given: Given): Promise<Response> => {
    const answer = await handle(...given);
    if (onlooker.look) await onlooker.look(route, answer);
    return answer;
  };
  return Object.assign(handler, { route });
}
