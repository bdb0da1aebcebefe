import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import type { buildConnector } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Inbox, startInbox } from "@/test/inbox";
import { guardedConnector, RefusedTargetError, UnresolvedNameError } from "./connector";
import { makeSender, type Sender } from "./send";

const body = '{"id":"evt_1"}';
const headers = { "webhook-id": "evt_1" };
const loose = { allowPrivate: true };
const strict = { allowPrivate: false };

let inbox: Inbox;
let sender: Sender;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  inbox = await startInbox();
  sender = makeSender();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  inbox.answer(() => ({ status: 200 }));
});
afterAll(async () => {
  await sender.close();
  await inbox.stop();
});

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  stops.push(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("one POST", () => {
  test("carries the given bytes and headers and tells what came back", async () => {
    inbox.answer(() => ({ status: 503, body: "later", headers: { "retry-after": "7" } }));
    const sent = await sender.send({ url: inbox.url, headers, body, rules: loose });
    expect(sent).toEqual({ statusCode: 503, error: null, answer: "later", retryAfter: "7" });
    const received = inbox.received.at(-1);
    expect(received?.body).toBe(body);
    expect(received?.headers).toMatchObject({ "content-type": "application/json", "webhook-id": "evt_1" });
  });

  test("follows no redirect", async () => {
    const inside = await startInbox();
    inbox.answer(() => ({ status: 302, headers: { location: inside.url } }));
    expect(await sender.send({ url: inbox.url, headers, body, rules: loose })).toMatchObject({ statusCode: 302, error: null });
    expect(inside.received).toEqual([]);
    await inside.stop();
  });

  test("keeps the first 2 KB of an answer, as valid text without NUL", async () => {
    inbox.answer(() => ({ status: 200, body: `\0a${"é".repeat(5_000)}` }));
    const { answer } = await sender.send({ url: inbox.url, headers, body, rules: loose });
    expect(answer).toBe(`a${"é".repeat(1_023)}`);
  });

  test("reads at most 64 KiB of an answer and hangs up", async () => {
    const endless = createServer((_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (response.write("x".repeat(16_384)));
      };
      response.on("drain", pour);
      pour();
    });
    const url = await listen(endless);
    const sent = await sender.send({ url, headers, body, rules: loose });
    expect(sent).toEqual({ statusCode: 200, error: null, answer: "x".repeat(2_048), retryAfter: null });
  });

  test("ends at its time limit when the receiver hangs, or drips", async () => {
    const impatient = makeSender({ timeoutMs: 1_000 });
    stops.push(() => impatient.close());
    inbox.answer(() => new Promise(() => {}));
    expect(await impatient.send({ url: inbox.url, headers, body, rules: loose })).toMatchObject({
      statusCode: null,
      error: "timeout",
    });
    const drip = createServer((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    });
    const url = await listen(drip);
    expect(await impatient.send({ url, headers, body, rules: loose })).toMatchObject({ statusCode: 200, error: "timeout" });
  });

  test("says plainly why no answer came", async () => {
    const closed = await listen(createTcpServer());
    await stops.pop()?.();
    expect(await sender.send({ url: closed, headers, body, rules: loose })).toMatchObject({ error: "connection" });
    const rude = await listen(createTcpServer((socket) => void socket.once("data", () => socket.end("SSH-2.0-none\r\n"))));
    expect(await sender.send({ url: rude, headers, body, rules: loose })).toMatchObject({ error: "invalid_answer" });
    const half = await listen(
      createTcpServer((socket) => void socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"))),
    );
    expect(await sender.send({ url: half, headers, body, rules: loose })).toMatchObject({ statusCode: 200, error: "connection" });
    expect(await sender.send({ url: rude.replace("http:", "https:"), headers, body, rules: loose })).toMatchObject({
      error: "tls",
    });
    const nameless = makeSender({ resolve: () => Promise.reject(new Error("no such name")) });
    stops.push(() => nameless.close());
    expect(await nameless.send({ url: "https://shop.example/", headers, body, rules: strict })).toMatchObject({ error: "dns" });
  });
});

describe("the guard in the connector", () => {
  test("the stricter rules refuse what the looser ones reach, though its connection is open", async () => {
    expect(await sender.send({ url: inbox.url, headers, body, rules: loose })).toMatchObject({ statusCode: 200 });
    const before = inbox.received.length;
    expect(await sender.send({ url: inbox.url, headers, body, rules: strict })).toMatchObject({ error: "refused_target" });
    expect(inbox.received).toHaveLength(before);
  });

  test.each([
    ["loopback", ["127.0.0.1"]],
    ["loopback in IPv6", ["::1"]],
    ["loopback mapped into IPv6", ["::ffff:127.0.0.1"]],
    ["the cloud's metadata", ["169.254.169.254"]],
    ["a private network", ["10.1.2.3"]],
    ["one private address among public ones", ["8.8.8.8", "192.168.0.1"]],
    ["one private address behind a public one in IPv6", ["2606:4700:4700::1111", "fd00::1"]],
    ["something that is no address", ["shop.example"]],
  ])("a name that leads to %s is refused", async (_, addresses) => {
    const guarded = makeSender({ resolve: async () => addresses });
    stops.push(() => guarded.close());
    const sent = await guarded.send({ url: "https://shop.example/", headers, body, rules: strict });
    expect(sent).toEqual({ statusCode: null, error: "refused_target", answer: null, retryAfter: null });
  });

  /** Opens one connection; tells the addresses that were dialled. */
  async function dial(hostname: string, resolve: () => Promise<readonly string[]>, reachable = (_: string) => true) {
    const dialled: buildConnector.Options[] = [];
    const connector = guardedConnector(strict, {
      resolve,
      connect: (options, callback) => {
        dialled.push(options);
        if (reachable(options.hostname)) callback(null, connect({ port: Number(new URL(inbox.url).port) }));
        else callback(new Error("unreachable"), null);
      },
    });
    const failure = await new Promise<Error | null>((done) => {
      connector({ hostname, host: hostname, protocol: "https:", port: "443" }, (error, socket) => {
        socket?.destroy();
        done(error);
      });
    });
    return { dialled: dialled.map((options) => [options.hostname, options.servername]), failure };
  }

  test("a socket goes to the address that was checked, with the name for its certificate", async () => {
    expect(await dial("shop.example", async () => ["8.8.8.8"])).toEqual({
      dialled: [["8.8.8.8", "shop.example"]],
      failure: null,
    });
  });

  test("a name that turns private between two connections is refused at the second", async () => {
    const answers = [["8.8.8.8"], ["127.0.0.1"]];
    const resolve = async () => answers.shift() ?? [];
    expect((await dial("rebind.example", resolve)).dialled).toEqual([["8.8.8.8", "rebind.example"]]);
    const second = await dial("rebind.example", resolve);
    expect(second).toEqual({ dialled: [], failure: expect.any(RefusedTargetError) });
  });

  test("a literal is checked without a lookup", async () => {
    const resolve = () => Promise.reject(new Error("must not be asked"));
    expect((await dial("127.0.0.1", resolve)).failure).toBeInstanceOf(RefusedTargetError);
    expect((await dial("::ffff:7f00:1", resolve)).failure).toBeInstanceOf(RefusedTargetError);
    expect((await dial("8.8.8.8", resolve)).dialled).toEqual([["8.8.8.8", undefined]]);
  });

  test("the next address is tried when one does not answer", async () => {
    const resolve = async () => ["2606:4700:4700::1111", "8.8.8.8"];
    const { dialled, failure } = await dial("shop.example", resolve, (address) => address === "8.8.8.8");
    expect([dialled.map(([address]) => address), failure]).toEqual([["2606:4700:4700::1111", "8.8.8.8"], null]);
  });

  test("a name without addresses is no target", async () => {
    expect((await dial("empty.example", async () => [])).failure).toBeInstanceOf(UnresolvedNameError);
  });
});
