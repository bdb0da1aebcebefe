import type { RouteDescription } from "../describe-route";

/** Whatever is more, encoded, empty or made of dots in a path is left to a router that knows what to make of it. */
const PLAIN_PATH = /^(?:\/\w+)+$/;
const PARAMETER = "{id}";

export type Routed = { readonly route: Pick<RouteDescription, "method" | "path"> };
export type Found<Handler> = { readonly handler: Handler; readonly params: { readonly id?: string } };

/**
 * Finds the handler of a method and a path, by the description that each carries: exact segments, before `{id}`, which any
 * segment fits.
 */
export function handlerFinder<Handler extends Routed>(handlers: readonly Handler[]) {
  const byShape = new Map<string, { readonly handler: Handler; readonly segments: readonly string[] }[]>();
  const exactFirst = handlers.toSorted((one, other) => wildness(one) - wildness(other));
  for (const handler of exactFirst) {
    const segments = handler.route.path.split("/");
    const shape = shapeOf(handler.route.method, segments);
    byShape.set(shape, [...(byShape.get(shape) ?? []), { handler, segments }]);
  }
  return (method: string, path: string): Found<Handler> | null => {
    if (!PLAIN_PATH.test(path)) return null;
    const asked = path.split("/");
    for (const { handler, segments } of byShape.get(shapeOf(method, asked)) ?? []) {
      const params = match(segments, asked);
      if (params) return { handler, params };
    }
    return null;
  };
}

function wildness({ route }: Routed): number {
  return route.path.includes(PARAMETER) ? 1 : 0;
}

function shapeOf(method: string, segments: readonly string[]): string {
  return `${method} ${segments.length}`;
}

function match(segments: readonly string[], asked: readonly string[]): Found<never>["params"] | null {
  let id: string | undefined;
  for (const [place, segment] of segments.entries()) {
    if (segment === PARAMETER) id = asked[place];
    else if (segment !== asked[place]) return null;
  }
  return id === undefined ? {} : { id };
}
