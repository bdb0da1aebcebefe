import { describe, expect, test, vi } from "vitest";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

type Route = Readonly<Record<string, unknown>>;

const ROUTES = import.meta.glob<Route>("./**/route.ts");
/** next-auth's own answers; every path and method that the API does not have. */
const WITHOUT = ["./auth/[...nextauth]/route.ts", "./[[...path]]/route.ts"];
const OWN = Object.keys(ROUTES).filter((path) => !WITHOUT.includes(path));
const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

async function call(route: Route, method: string): Promise<Response> {
  const answer = route[method] as (request: Request, context: { params: Promise<object> }) => Promise<Response>;
  return answer(new Request("http://localhost/", { method }), { params: Promise.resolve({}) });
}

test("every route of the API is asked", () => {
  expect(OWN.length).toBeGreaterThan(30);
});

describe.each(OWN)("%s", (path) => {
  test("answers each method that it does not have with the error body, a request id and the methods it has", async () => {
    const route = (await ROUTES[path]?.()) ?? {};
    const allowed = (await call(route, "OPTIONS")).headers.get("allow")?.split(", ") ?? [];
    expect(allowed.length).toBeGreaterThan(1);
    for (const method of METHODS.filter((name) => !allowed.includes(name))) {
      const answer = await call(route, method);
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allowed.join(", ")]);
      const { error } = await answer.json();
      expect(error).toMatchObject({ type: "invalid_request", code: "method_not_allowed", param: null });
      expect(answer.headers.get("request-id")).toBe(error.requestId);
    }
  });

  test("has every method that it names, and answers or refuses each there is", async () => {
    const route = (await ROUTES[path]?.()) ?? {};
    const exported = METHODS.filter((method) => typeof route[method] === "function");
    expect([...new Set([...exported, ...(exported.includes("GET") ? ["HEAD"] : [])])].sort()).toEqual(METHODS);
  });
});
