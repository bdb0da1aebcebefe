import type { RouteDescription } from "@/lib/api/describe-route";
import { findRoute } from "../find-route";
import { sampleBody, sampleQuery } from "./sample-request";

/** Who calls: what the request says of it. */
export type Who = Readonly<Record<string, string>>;

export type Told = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they expect it
  readonly body: any;
};

const ORIGIN = "http://localhost:3000";

export const byKey = (key: string): Who => ({ authorization: `Bearer ${key}` });
/** The login itself is next-auth's; a test says who it names. */
export const byLogin = (mode: "test" | "live" = "test"): Who => ({ cookie: "a=b", origin: ORIGIN, "florin-mode": mode });

/** One request to a route of the document, the least that it takes, past Next and through everything else. */
export async function callAs(who: Who, route: RouteDescription, id?: string): Promise<Told> {
  const { method, path } = route;
  const url = new URL(path.replace("{id}", id ?? ""), ORIGIN);
  for (const [name, value] of Object.entries(sampleQuery(route))) url.searchParams.set(name, String(value));
  const isWrite = method !== "GET";
  const request = new Request(url, {
    method,
    headers: { ...who, ...(isWrite && { "content-type": "application/json" }) },
    ...(isWrite && { body: JSON.stringify(sampleBody(route)) }),
  });
  const { module, params } = await findRoute(url.pathname);
  const handler = module[method];
  if (!handler) throw new Error(`nobody serves ${method} ${path}`);
  return tell(await handler(request, { params: Promise.resolve(params) }));
}

/** A stream is left at once; it never ends by itself. */
export async function tell(response: Response): Promise<Told> {
  const { status, headers } = response;
  const media = headers.get("content-type") ?? "";
  if (media.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status, headers, text: "", body: null };
  }
  const text = await response.text();
  return { status, headers, text, body: media.startsWith("application/json") ? JSON.parse(text) : null };
}
