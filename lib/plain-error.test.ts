import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { expect, test } from "vitest";
import { ApiError } from "./errors";
import { plainError } from "./plain-error";

test("an error of ours is told with its cause", () => {
  const error = new ApiError("server", "rate_unavailable", "No rate.", { status: 503, cause: new Error("timeout") });
  expect(plainError(error)).toMatchObject({
    code: "rate_unavailable",
    status: 503,
    message: "No rate.",
    cause: { message: "timeout" },
  });
});

test("a failed query is told without its parameters", async () => {
  const client = postgres("postgres://florin@127.0.0.1:1/none", { max: 1, connect_timeout: 1, onnotice: () => {} });
  const thrown = await drizzle(client)
    .execute(sql`select ${"ada@example.com"}`)
    .catch((error: unknown) => error);
  await client.end();
  const told = JSON.stringify(plainError(thrown));
  expect(String(thrown)).toContain("ada@example.com");
  expect(told).toContain("ECONNREFUSED");
  expect(told).not.toContain("ada@example.com");
});

test("a database error is told without its row", () => {
  const row = {
    detail: "Failing row contains (ada@example.com)",
    parameters: ["ada@example.com"],
    query: "insert …",
    code: "23514",
  };
  const told = JSON.stringify(plainError(Object.assign(new Error("violates check"), row)));
  expect(told).toContain("23514");
  expect(told).not.toContain("ada@example.com");
});

test("a database error is told without the value that it could not read", () => {
  const error = Object.assign(new Error('invalid input syntax for type integer: "ada\n"lovelace""'), { name: "PostgresError" });
  expect(plainError(error)).toMatchObject({ message: "invalid input syntax for type integer: …" });
});

test("of a node's URL only the host is told: its path, its query and its user may be the key to it", () => {
  const url = "https://user:secret@eth.example:8545/v2/secret?key=secret";
  const told = JSON.stringify(plainError(new Error(`HTTP request failed.\n\nURL: ${url}\nDetails: fetch failed`)));
  expect(told).toContain("eth.example:8545/…");
  expect(told).not.toContain("secret");
});

test("whatever else is thrown is told as text", () => {
  expect([plainError("text"), plainError(undefined)]).toEqual(["text", "undefined"]);
});
