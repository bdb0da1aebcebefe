import type { RequestListener } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET } from "@/app/pictures/[hash]/route";
import { findPicture, findPictureProblem } from "@/db/queries/pictures";
import { pictures } from "@/db/schema";
import { apiApp, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { startLocalServer } from "@/test/local-server";
import { png } from "@/test/pictures";
import type { App } from "./app";
import { getPictures } from "./get-pictures";
import { wantPicture } from "./want-picture";

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 21, 12);
const LOGO = png(48, 32);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

let own: TestDatabase;
let app: App;
let strict: App;
let host: Awaited<ReturnType<typeof startLocalServer>>;
let asked: string[] = [];
const answers: Record<string, RequestListener> = {
  "/logo.png": (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(LOGO),
  "/logo.svg": (_, response) => response.writeHead(200, { "content-type": "image/png" }).end(SVG),
  "/page": (_, response) => response.writeHead(200, { "content-type": "image/png" }).end("<script>alert(1)</script>"),
  "/moved": (_, response) => response.writeHead(302, { location: "/logo.png" }).end(),
  "/wide": (_, response) => response.writeHead(200).end(png(4_097, 1)),
  "/endless": (_, response) => {
    response.writeHead(200);
    const more = () => void (response.destroyed || response.write(Buffer.alloc(65_536), more));
    more();
  },
  "/cut": (_, response) => {
    response.writeHead(200, { "content-length": "9999" }).write(LOGO);
    response.destroy();
  },
};

beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url, env: { WEBHOOK_ALLOW_PRIVATE: "on" } });
  strict = apiApp({ databaseUrl: own.url });
  useApp(app);
  host = await startLocalServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = answers[request.url ?? ""] ?? ((_, unknown) => unknown.writeHead(404).end());
    answer(request, response);
  });
});
afterAll(async () => {
  await Promise.all([app.database.close(), strict.database.close(), host.stop()]);
  await own.drop();
});

beforeEach(() => own.database.db.delete(pictures));

const want = (url: string, now: number) => wantPicture(own.database.db, url, now);
const serve = (hash: string) => GET(new Request("http://localhost:3000/"), { params: Promise.resolve({ hash }) });

test("a picture is fetched once, kept, and served from here as what it is", async () => {
  const url = `${host.url}/logo.png`;
  await want(url, NOW);
  asked = [];
  await Promise.all([getPictures(app, { now: NOW }), getPictures(app, { now: NOW })]);
  expect(asked).toEqual(["GET /logo.png"]);
  const picture = await findPicture(own.database.db, url);
  expect(picture).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), width: 48, height: 32 });
  const answer = await serve(picture?.hash ?? "");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(LOGO);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

test.each([
  ["/logo.svg", "It is no PNG, JPEG or WebP picture."],
  ["/page", "It is no PNG, JPEG or WebP picture."],
  ["/moved", "Its host answers 302 instead of a picture."],
  ["/none", "Its host answers 404 instead of a picture."],
  ["/wide", "It is wider or higher than 4096 pixels."],
  ["/endless", "It is larger than 1 MiB."],
  ["/cut", "Its host cannot be reached."],
])("%s becomes no picture, and the merchant is told why", async (path, problem) => {
  const url = host.url + path;
  await want(url, NOW);
  asked = [];
  await getPictures(app, { now: NOW });
  expect(asked).toEqual([`GET ${path}`]);
  expect([await findPicture(own.database.db, url), await findPictureProblem(own.database.db, url)]).toEqual([null, problem]);
  await getPictures(app, { now: NOW + 9 * MINUTE_MS });
  expect(asked).toHaveLength(1);
});

test.each([
  "http://127.0.0.1",
  "https://127.0.0.1",
  "https://127.1",
  "https://[::1]",
  "https://localhost",
  "https://10.0.0.1:8443",
])("%s is asked for nothing outside of tests", async (origin) => {
  const port = new URL(host.url).port;
  const url = `${origin.includes(":8443") ? origin : `${origin}:${port}`}/logo.png`;
  await want(url, NOW);
  asked = [];
  await getPictures(strict, { now: NOW });
  expect(asked).toEqual([]);
  expect(await findPicture(own.database.db, url)).toBeNull();
  expect(await findPictureProblem(own.database.db, url)).toMatch(/^The URL must/);
});

test("a name that leads into the own network is asked for nothing", async () => {
  const url = "https://pictures.example/logo.png";
  await want(url, NOW);
  await getPictures(strict, { now: NOW, resolve: async () => ["93.184.216.34", "127.0.0.1"] });
  expect(await findPictureProblem(own.database.db, url)).toBe("Its host cannot be reached.");
});

test("what is shown stays while its host is away, and follows its host a day later", async () => {
  const url = `${host.url}/daily.png`;
  answers["/daily.png"] = (_, response) => response.end(LOGO);
  await want(url, NOW);
  await getPictures(app, { now: NOW });
  const first = await findPicture(own.database.db, url);
  answers["/daily.png"] = (_, response) => response.writeHead(500).end();
  await want(url, NOW);
  await getPictures(app, { now: NOW });
  expect(await findPicture(own.database.db, url)).toEqual(first);
  expect(await findPictureProblem(own.database.db, url)).toContain("500");
  answers["/daily.png"] = (_, response) => response.end(png(10, 10));
  await getPictures(app, { now: NOW + 10 * MINUTE_MS });
  expect(await findPicture(own.database.db, url)).toMatchObject({ width: 10 });
  asked = [];
  await getPictures(app, { now: NOW + 23 * 60 * MINUTE_MS });
  expect(asked).not.toContain("GET /daily.png");
  await getPictures(app, { now: NOW + 25 * 60 * MINUTE_MS });
  expect(asked).toContain("GET /daily.png");
});

test.each(["", "..", "x".repeat(64), "0".repeat(64), "' or 1=1 --"])("there is no picture under %j", async (hash) => {
  expect((await serve(hash)).status).toBe(404);
});
