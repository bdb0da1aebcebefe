import { createSocket, type Socket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import type { AddressInfo } from "node:net";
import ipaddr from "ipaddr.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveBy } from "./connector";
import { makeSender } from "./send";

/** What the name server of a merchant's choice says. */
const ZONE: Readonly<Record<string, readonly string[]>> = {
  "both.example": ["8.8.8.8", "2606:4700:4700::1111"],
  "v4.example": ["8.8.8.8"],
  "v6.example": ["2606:4700:4700::1111"],
  "mixed.example": ["8.8.8.8", "127.0.0.1"],
  "metadata.example": ["169.254.169.254"],
  "mapped.example": ["8.8.8.8", "::ffff:10.0.0.1"],
};

const TYPE_A = 1;
const TYPE_AAAA = 28;

/** Answers a query of one question as RFC 1035 section 4 has it. */
function answer(query: Buffer): Buffer {
  let end = 12;
  const labels: string[] = [];
  for (let length = query[end] ?? 0; length > 0; length = query[end] ?? 0) {
    labels.push(query.toString("latin1", end + 1, end + 1 + length));
    end += length + 1;
  }
  const type = query.readUInt16BE(end + 1);
  const zone = ZONE[labels.join(".").toLowerCase()];
  const addresses = (zone ?? []).map((text) => ipaddr.parse(text).toByteArray());
  const records = addresses
    .filter((bytes) => type === (bytes.length === 4 ? TYPE_A : TYPE_AAAA))
    .map((bytes) => Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length, ...bytes]));
  const header = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, zone ? 0x80 : 0x83, 0, 1, 0, records.length, 0, 0, 0, 0]);
  return Buffer.concat([header, query.subarray(12, end + 5), ...records]);
}

let server: Socket;
const resolver = new Resolver({ timeout: 20_000, tries: 2 });
const resolve = resolveBy(resolver);
beforeAll(async () => {
  server = createSocket("udp4");
  server.on("message", (query, from) => server.send(answer(query), from.port, from.address));
  await new Promise<void>((done) => server.bind(0, "127.0.0.1", done));
  resolver.setServers([`127.0.0.1:${(server.address() as AddressInfo).port}`]);
});
afterAll(() => new Promise<void>((done) => server.close(done)));

test("a name leads to all its addresses of both kinds", async () => {
  expect(await resolve("both.example")).toEqual(["8.8.8.8", "2606:4700:4700::1111"]);
  expect(await resolve("v4.example")).toEqual(["8.8.8.8"]);
  expect(await resolve("v6.example")).toEqual(["2606:4700:4700::1111"]);
});

test("a name that does not exist leads nowhere", async () => {
  await expect(resolve("nobody.example")).rejects.toThrow("ENOTFOUND");
});

test.each([
  ["mixed.example", "refused_target"],
  ["metadata.example", "refused_target"],
  ["mapped.example", "refused_target"],
  ["nobody.example", "dns"],
])("a webhook to %s ends as %s", async (name, error) => {
  const sender = makeSender({ resolve });
  const sent = await sender.send({ url: `https://${name}/`, headers: {}, body: "{}", rules: { allowPrivate: false } });
  expect([sent.statusCode, sent.error]).toEqual([null, error]);
  await sender.close();
});
