import { expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { callRoute, withApi } from "@/test/api";
import { GET as read } from "../../../v1/checkout_sessions/[id]/route";
import { POST as create } from "../../../v1/checkout_sessions/route";
import { GET as customers } from "../../../v1/customers/route";
import { POST } from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi();

const session = async (more: object = {}) =>
  (
    await callRoute(create, {
      method: "POST",
      key: api.merchant.apiKey,
      body: { amount: { value: "5", currency: "USD" }, ...more },
    })
  ).body;
const give = (id: string, email: unknown) => callRoute(POST, { method: "POST", params: { id }, body: { email } });
const shown = async (id: string) => (await callRoute(read, { params: { id }, key: api.merchant.apiKey })).body;

test("the customer's address goes to the shop, with one version and one event, and on no page", async () => {
  const { id } = await session();
  const { status, body, text } = await give(id, "ada@example.com");
  expect([status, body.id, body.version]).toEqual([200, id, 2]);
  expect(text).not.toContain("ada@example.com");
  expect(await shown(id)).toMatchObject({ customerEmail: "ada@example.com", version: 2 });
  const events = await api.own.database.sql`select detail from events where session_id = ${id} and type = 'session.updated'`;
  expect(events).toEqual([{ detail: { changed: ["customerEmail"] } }]);
  const known = await callRoute(customers, { path: "/customers", key: api.merchant.apiKey });
  expect(known.body.data).toMatchObject([{ email: "ada@example.com", sessions: 1 }]);
});

test("one that is known is neither changed nor compared", async () => {
  const { id } = await session({ customerEmail: "ada@example.com" });
  const answers = [await give(id, "ada@example.com"), await give(id, "eve@example.com")];
  expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(Array(2).fill([409, "email_known"]));
  expect(answers[0]?.body.error.message).toBe(answers[1]?.body.error.message);
  expect(await shown(id)).toMatchObject({ customerEmail: "ada@example.com", version: 1 });
});

test("of 20 at once the first counts", async () => {
  const { id } = await session();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => give(id, `c${n}@example.com`)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  expect((await shown(id)).version).toBe(2);
});

test("what is no address, and a session that does not exist, are refused", async () => {
  const { id } = await session();
  for (const wrong of ["", "ada", "a@b@c", 5, null, "a\r\nBcc: x@example.com"])
    expect((await give(id, wrong)).body.error.param).toBe("email");
  expect((await give(newId("session"), "ada@example.com")).status).toBe(404);
});

test("a plain form leads back to the page", async () => {
  const { id } = await session();
  const body = new URLSearchParams({ email: " ada@example.com " });
  const answer = await POST(new Request("http://localhost:3000/", { method: "POST", body }), { params: Promise.resolve({ id }) });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/checkout/${id}`]);
  expect((await shown(id)).customerEmail).toBe("ada@example.com");
});

test("a plain form that is refused is answered by a page, with the field and the way back", async () => {
  const { id } = await session();
  const send = (email: string, query = "") =>
    POST(new Request(`http://localhost:3000/${query}`, { method: "POST", body: new URLSearchParams({ email }) }), {
      params: Promise.resolve({ id }),
    });
  const wrong = await send('nobody"><script>');
  const page = await wrong.text();
  expect([wrong.status, wrong.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
  expect(page).toContain('value="nobody&quot;&gt;&lt;script&gt;"');
  expect(page).toContain(`href="/checkout/${id}"`);
  expect(page).not.toContain("<script");
  // In a shop's frame there is no cookie: the form's own address keeps the language.
  expect(await (await send("nobody", "?lang=de")).text()).toContain(`href="/checkout/${id}?lang=de"`);
  const taken = await send("ada@example.com", "?lang=de");
  expect([taken.status, taken.headers.get("location")]).toEqual([303, `/checkout/${id}?lang=de`]);
  const known = await send("eve@example.com");
  const told = await known.text();
  expect(known.status).toBe(409);
  expect(told).not.toMatch(/ada@example|eve@example/);
  expect((await shown(id)).customerEmail).toBe("ada@example.com");
});
