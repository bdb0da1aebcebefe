import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { turnAwayMalformedTargets } from "./request-target";

const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
beforeAll(async () => {
  turnAwayMalformedTargets();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

/** What the server took this request line for. */
function ask(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () =>
      socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    );
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("end", () =>
      resolve(
        answer
          .split("\r\n\r\n")[1]
          ?.split("\r\n")
          .find((part) => part.includes("/")) ?? "",
      ),
    );
    socket.on("error", reject);
  });
}

test.each([
  ["GET /api/v1/checkout_sessions/%ZZ", "GET /api/v1/malformed"],
  ["POST /api/v1/checkout_sessions/%E0%A4%A", "GET /api/v1/malformed"],
  ["GET /checkout/%ff", "GET /malformed"],
  ["OPTIONS *", "GET /malformed"],
  ["GET http://evil.example/api/v1/networks", "GET /malformed"],
  ["TRACE /api/v1/networks", "GET /api/v1/malformed"],
])("%s is nothing of ours", async (line, taken) => {
  expect(await ask(line)).toBe(taken);
});

test.each(["GET /api/v1/networks?limit=%ZZ", "GET /l/caf%C3%A9", "PATCH /api/v1/checkout_sessions/cs_1", "GET /"])(
  "%s passes as it is",
  async (line) => {
    expect(await ask(line)).toBe(line);
  },
);
