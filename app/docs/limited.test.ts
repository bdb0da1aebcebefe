import { NextRequest } from "next/server";
import { beforeEach, expect, test } from "vitest";
import { GET } from "@/app/llms.txt/route";
import { proxy } from "@/proxy";
import { apiApp, useApp } from "@/test/api";

const PER_SECOND = 3;
const MANY = 60;

beforeEach(() => {
  // Nothing here asks the database.
  const databaseUrl = "postgres://nobody@127.0.0.1:1/none";
  useApp(apiApp({ databaseUrl, env: { RATE_LIMIT_ADDRESS_PER_SECOND: String(PER_SECOND), TRUST_PROXY: "1" } }));
});

const asked = (path: string, address: string) =>
  new NextRequest(`http://localhost:3000${path}`, { headers: { "x-forwarded-for": address } });

test.each([
  ["/docs", proxy, "192.0.2.1"],
  ["/docs/api", proxy, "192.0.2.2"],
  ["/llms.txt", GET, "192.0.2.3"],
])("%s is limited to so many a second for an address, and tells when to come back", async (path, serve, address) => {
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: MANY }, () => serve(asked(path, address))));
  const seconds = 2 + Math.floor((performance.now() - began) / 1_000);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(MANY - PER_SECOND * seconds);
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
  expect((await serve(asked(path, `${address}9`))).status).toBe(200);
});

test("a page that is not documentation has no share of it", async () => {
  const answers = await Promise.all(Array.from({ length: MANY }, () => proxy(asked("/login", "192.0.2.4"))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
