import { expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { callRoute, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { POST as createSession } from "../../route";
import { GET, POST } from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi();

async function session(): Promise<string> {
  const body = { amount: { value: "5", currency: "USD" } };
  return (await callRoute(createSession, { method: "POST", key: api.merchant.apiKey, body })).body.id;
}
const write = (id: string, body: unknown, key = api.merchant.apiKey) =>
  callRoute(POST, { method: "POST", params: { id }, key, body });
const read = (id: string, query = "", key = api.merchant.apiKey) => callRoute(GET, { path: `/${query}`, params: { id }, key });

test("a note is kept with who wrote it, and read newest first, in pages", async () => {
  const id = await session();
  for (const text of ["Called.", "Paid from an exchange.", "Sent."]) {
    const { status, body } = await write(id, { text });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^note_[0-9A-Za-z]{24}$/),
        object: "note",
        sessionId: id,
        text,
        by: api.merchant.keyId,
        createdAt: expect.stringMatching(/Z$/),
      },
    ]);
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { data: { text: string }[]; nextCursor: string | null } } = await read(
      id,
      `?limit=1${cursor ? `&starting_after=${cursor}` : ""}`,
    );
    seen.push(...body.data.map(({ text }) => text));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen.sort()).toEqual(["Called.", "Paid from an exchange.", "Sent."]);
});

test("a note says something, and no more than 2 000 characters of it", async () => {
  const id = await session();
  for (const body of [{}, { text: "" }, { text: "x".repeat(2_001) }, { text: "x", by: "me" }, { text: "a\u0000" }]) {
    expect((await write(id, body)).status, JSON.stringify(body).slice(0, 40)).toBe(400);
  }
  expect((await write(id, { text: "x".repeat(2_000) })).status).toBe(201);
});

test("another merchant neither writes nor reads it, and a key needs the scope", async () => {
  const id = await session();
  await write(id, { text: "Ours." });
  const other = await seedMerchant(api.own.database.db);
  expect((await write(id, { text: "Theirs." }, other.apiKey)).status).toBe(404);
  expect((await read(id, "", other.apiKey)).status).toBe(404);
  expect((await write(newId("session"), { text: "Nobody's." })).status).toBe(404);
  const elsewhere = (await write(await session(), { text: "Of another session." })).body.id;
  expect((await read(id, `?starting_after=${elsewhere}`)).body.error.param).toBe("starting_after");
  const reader = await seedMerchant(api.own.database.db, { scopes: ["sessions:read"] });
  expect((await write(id, { text: "x" }, reader.apiKey)).body.error.code).toBe("missing_scope");
});
