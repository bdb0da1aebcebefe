import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import NextAuth from "next-auth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { users } from "@/db/schema";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { loginOptions, TOO_MANY_TRIES, userOfCookie } from "./auth";
import { loginCookieName } from "./login-cookie";
import { checkPassword } from "./services/check-password";
import { createMerchant } from "./services/create-merchant";
import { createUser } from "./services/create-user";

const SECRET = "a secret for tests, never for anybody";
const EMAIL = "Ada@Tea.example";
const PASSWORD = "correct horse battery staple";
const NOW = Date.UTC(2026, 10, 21);

let store: TestDatabase;
let merchantId: string;
let door: Server;
let appUrl: string;

beforeAll(async () => {
  store = await freshDatabase();
  ({ id: merchantId } = await createMerchant(store.database.db, { name: "Tea House", now: NOW }));
  await createUser(store.database.db, { merchantId, email: EMAIL, password: PASSWORD, now: NOW });
  door = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => door.once("listening", resolve));
});

afterAll(async () => {
  door.close();
  await store.drop();
});

beforeEach(async () => {
  await store.database.sql`truncate shared_counts`;
  appUrl = "http://127.0.0.1";
});

/** next-auth with our options behind a plain HTTP server: what Next does around it is not what is tested here. */
async function answer(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) {
  process.env.NEXTAUTH_URL = appUrl;
  const url = new URL(request.url ?? "", "http://door");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const options = loginOptions({ appUrl, secret: SECRET, trustProxy: 1, db: store.database.db });
  const given = {
    method: request.method,
    headers: request.headers,
    query: { nextauth: url.pathname.split("/").slice(3) },
    cookies: Object.fromEntries(
      (request.headers.cookie ?? "").split("; ").map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(decodeURIComponent)),
    ),
    body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
  };
  const reply = Object.assign(response, {
    status: (code: number) => Object.assign(response, { statusCode: code }),
    json: (body: unknown) => response.end(JSON.stringify(body)),
    send: (body: unknown) => response.end(typeof body === "string" ? body : JSON.stringify(body)),
  });
  await NextAuth(given as never, reply as never, options);
}

type Try = { email?: string; password?: string; address?: string };

async function signIn({ email = EMAIL, password = PASSWORD, address = "203.0.113.1" }: Try = {}) {
  const base = `http://127.0.0.1:${(door.address() as AddressInfo).port}/api/auth`;
  const first = await fetch(`${base}/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const answered = await fetch(`${base}/callback/credentials`, {
    method: "POST",
    headers: { cookie, "x-forwarded-for": address },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const { url } = (await answered.json()) as { url: string };
  const set = answered.headers.getSetCookie().find((one) => one.startsWith(`${loginCookieName(appUrl)}=`));
  return {
    status: answered.status,
    error: new URL(url).searchParams.get("error"),
    set,
    sealed: set && decodeURIComponent(set.split(/[=;]/)[1] ?? ""),
  };
}

const whoIs = (sealed: string | undefined) => userOfCookie(store.database.db, sealed, SECRET);

test("a right password signs in, whatever the case of the e-mail", async () => {
  const { status, sealed } = await signIn({ email: " ada@TEA.example " });
  expect(status).toBe(200);
  expect(await whoIs(sealed)).toMatchObject({ merchantId, email: EMAIL, merchantName: "Tea House" });
});

test("the login cookie names a user and a version, and nothing of the person", async () => {
  const { decode } = await import("next-auth/jwt");
  const { sealed } = await signIn();
  const token = await decode({ token: sealed ?? "", secret: SECRET });
  expect(Object.keys(token ?? {}).sort()).toEqual(["exp", "iat", "jti", "sub", "version"]);
});

test("an unknown user and a wrong password get the same answer", async () => {
  const wrong = await signIn({ password: "not the password" });
  const unknown = await signIn({ email: "nobody@tea.example", password: "not the password" });
  expect(wrong).toEqual({ status: 401, error: "CredentialsSignin", set: undefined, sealed: undefined });
  expect(unknown).toEqual(wrong);
});

test("an account runs out of tries, from wherever they come, and one that does not exist does so too", async () => {
  for (const email of [EMAIL, "nobody@tea.example"]) {
    for (let n = 0; n < 10; n++)
      expect((await signIn({ email, password: "wrong again", address: `203.0.113.${n}` })).error).toBe("CredentialsSignin");
    expect((await signIn({ email, address: "198.51.100.7" })).error).toBe(TOO_MANY_TRIES);
  }
});

test("an address runs out of tries over many accounts; another address still gets in", async () => {
  for (let n = 0; n < 50; n++) await signIn({ email: `user${n}@tea.example`, password: "wrong" });
  expect((await signIn()).error).toBe(TOO_MANY_TRIES);
  expect((await signIn({ address: "198.51.100.7" })).status).toBe(200);
});

test("tries side by side do not pass the limit", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn({ password: "wrong" })));
  expect(answers.filter(({ error }) => error === "CredentialsSignin")).toHaveLength(10);
});

test("tries that another process counted count", async () => {
  const other = openDatabase(store.url, { max: 1 });
  const wrong = { email: EMAIL, password: "wrong", address: "203.0.113.9" };
  for (let n = 0; n < 10; n++) expect((await checkPassword(other.db, wrong)).kind).toBe("wrong");
  await other.close();
  expect((await signIn({ address: "198.51.100.7" })).error).toBe(TOO_MANY_TRIES);
  await store.database.sql`update shared_counts set ends_at = now() - interval '1 second'`;
  expect((await signIn({ address: "198.51.100.7" })).status).toBe(200);
});

test("signing in rightly uses up no tries", async () => {
  for (let n = 0; n < 12; n++) expect((await signIn()).status).toBe(200);
});

test("raising the session version ends every login at once", async () => {
  const { sealed } = await signIn();
  expect(await whoIs(sealed)).not.toBeNull();
  await store.database.db
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.merchantId, merchantId));
  expect(await whoIs(sealed)).toBeNull();
  expect(await whoIs((await signIn()).sealed)).not.toBeNull();
});

test("a cookie that is absent, made up, or sealed with another secret names nobody", async () => {
  const { sealed } = await signIn();
  expect(await whoIs(undefined)).toBeNull();
  expect(await whoIs("made.up")).toBeNull();
  expect(await userOfCookie(store.database.db, sealed, "another secret that is long enough too")).toBeNull();
});

test("the cookie is out of reach of scripts and of foreign forms, and behind https it is Secure", async () => {
  const plain = await signIn();
  expect(plain.set).toMatch(/HttpOnly/i);
  expect(plain.set).toMatch(/SameSite=Lax/i);
  expect(plain.set).not.toMatch(/Secure/i);
  appUrl = "https://pay.example";
  const behindTls = await signIn();
  expect(behindTls.set).toMatch(/^__Secure-next-auth\.session-token=.*;\s*Secure/i);
});

test.each(["short", "x".repeat(257)])("a password of a wrong length makes no user", async (password) => {
  await expect(createUser(store.database.db, { merchantId, email: "new@tea.example", password, now: NOW })).rejects.toMatchObject(
    {
      code: "password_length",
    },
  );
});

test("one password has one spelling, however it was composed", async () => {
  await createUser(store.database.db, { merchantId, email: "zoe@tea.example", password: "Zoe\u0308 trinkt Tee", now: NOW });
  expect((await signIn({ email: "zoe@tea.example", password: "Zo\u00eb trinkt Tee" })).status).toBe(200);
});
