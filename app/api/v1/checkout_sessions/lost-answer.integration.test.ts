import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { checkoutSessions, paymentLinks } from "@/db/schema";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import { startCutLine } from "@/test/cut-line";
import { POST as createLink } from "../payment_links/route";
import { POST } from "./route";

const api = withApi();

const price = { amount: { value: "50.00", currency: "USD" }, clientReferenceId: "order-1", description: "A mug of its own" };
const mug = { title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" };

test.each([
  { name: "a session, by its one statement", route: POST, body: price, table: checkoutSessions, last: "A mug of its own" },
  { name: "a link, by its transaction", route: createLink, body: mug, table: paymentLinks, last: "commit" },
])("what was done while nobody heard of it is told to the repetition: $name", async ({ route, body, table, last }) => {
  const line = await startCutLine(api.own.url);
  const far = apiApp({ databaseUrl: line.url });
  useApp(far);
  const send = () => callRoute(route, { method: "POST", key: api.merchant.apiKey, body, headers: { "idempotency-key": "lost" } });
  const made = () => api.own.database.db.$count(table, eq(table.merchantId, api.merchant.merchantId));

  line.cutAfter(last);
  const lost = await send();
  expect([lost.status, lost.body.error?.code, line.cuts()]).toEqual([503, "unavailable", 1]);
  await expect.poll(made, { timeout: 60_000 }).toBe(1);

  const told = await send();
  expect([told.status, told.headers.get("idempotent-replayed"), await made()]).toEqual([201, "true", 1]);
  await far.database.close();
  await line.stop();
});
