import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { connectToChain } from "../test/chain-client";
import { databaseFolder } from "./home";
import { commandLine } from "./process-identity";
import { type Product, removeHome, runProduct } from "./run-product";

const START_LIMIT_MS = 300_000;
const home = mkdtempSync(join(tmpdir(), "florin-start-"));
let product: Product;

afterAll(async () => {
  await product?.stop();
  removeHome(home);
});

/** Command lines of the databases and chains that run on this home's data. */
function serversOfHome(): { databases: string[]; chains: string[] } {
  const running = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(Number(pid)));
  const data = databaseFolder(home);
  return {
    databases: running.filter((line) => line.includes(`-D ${join(data, "data")} `)),
    chains: running.filter((line) => line.includes(join(home, "chain.json"))),
  };
}

async function api(path: string, body?: unknown): Promise<{ status: number; answer: { id: string } }> {
  const { baseUrl, apiKey } = product.demo();
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json()) as { id: string } };
}

function chain() {
  const { rpcUrl, chainId } = product.demo();
  return connectToChain(rpcUrl, chainId);
}

const kept = { linkId: "", apiKey: "", password: "", txHash: "0x" as `0x${string}`, blockHash: "" };

test(
  "a start in an empty home ends with a running product and a private demo.json",
  async () => {
    product = await runProduct({ home });
    expect(product.output()).toContain(`Florin runs at http://localhost:${product.port}`);
    expect(product.output()).toContain(product.demo().apiKey);
    expect(product.output()).toContain(product.demo().password);
    expect(statSync(join(home, "demo.json")).mode & 0o777).toBe(0o600);
    const ready = await fetch(`${product.demo().baseUrl}/api/ready`);
    expect([ready.status, ready.headers.get("keep-alive")]).toEqual([200, "timeout=620"]);

    const link = await api("/payment_links", { title: "Tea", fiatAmount: "5.00", fiatCurrency: "USD", amountType: "fixed" });
    expect(link.status).toBe(201);
    const client = chain();
    const [payer, other] = await client.getAddresses();
    const txHash = await client.sendTransaction({ account: payer as `0x${string}`, to: other as `0x${string}`, value: 1n });
    const receipt = await client.waitForTransactionReceipt({ hash: txHash });
    const { apiKey, password } = product.demo();
    Object.assign(kept, { linkId: link.answer.id, apiKey, password, txHash, blockHash: receipt.blockHash });
  },
  START_LIMIT_MS,
);

test("an address with a slash at its end is the API's to answer, and leads a page's visitor to the one without", async () => {
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`${product.demo().baseUrl}${path}`, { redirect: "manual" });
    return [status, headers.get("location"), /^req_\w+$/.test(headers.get("request-id") ?? "")];
  };
  expect(await ask("/api/v1/checkout_sessions/")).toEqual([401, null, true]);
  expect(await ask("/api/no/such/address/")).toEqual([404, null, true]);
  expect(await ask("/api/")).toEqual([404, null, true]);
  expect(await ask("/login/?from=here")).toEqual([308, "/login?from=here", false]);
});

async function expectEverythingKept(): Promise<void> {
  expect(product.demo()).toMatchObject({ apiKey: kept.apiKey, password: kept.password });
  expect((await api(`/payment_links/${kept.linkId}`)).answer.id).toBe(kept.linkId);
  expect((await chain().getTransactionReceipt({ hash: kept.txHash })).blockHash).toBe(kept.blockHash);
}

test("SIGTERM ends it with 0 and leaves no database and no chain behind", async () => {
  await product.stop();
  expect(await product.ended).toBe(0);
  expect(serversOfHome()).toEqual({ databases: [], chains: [] });
});

test(
  "a second start keeps the sessions' data and the chain",
  async () => {
    product = await runProduct({ home });
    await expectEverythingKept();
  },
  START_LIMIT_MS,
);

test(
  "after kill -9 the next start works at once, on all that was kept, with one database and one chain",
  async () => {
    process.kill(product.pid, "SIGKILL");
    await product.ended;
    product = await runProduct({ home });
    await expectEverythingKept();
    const { databases, chains } = serversOfHome();
    expect([databases.length, chains.length]).toEqual([1, 1]);
  },
  START_LIMIT_MS,
);

test("a second Florin from the same home is refused with one line and does not disturb the first", async () => {
  const second = await runProduct({ home });
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/^florin: Florin already runs from .*\n$/);
  await expectEverythingKept();
});

/** Starts, in a home of its own, something that cannot start. */
async function refused(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const own = mkdtempSync(join(tmpdir(), "florin-refused-"));
  const attempt = await runProduct({ home: own, env });
  const code = await attempt.ended;
  removeHome(own);
  return { code, output: attempt.output() };
}

test("a used port is one clear line and exit 1", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  expect(await refused({ PORT: String(port) })).toEqual({
    code: 1,
    output: `florin: port ${port} is already in use; stop the program that listens there, or set PORT\n`,
  });
  server.close();
});

const SECRETS = { APP_URL: "http://localhost:1", NEXTAUTH_SECRET: "x".repeat(32), ENCRYPTION_KEY: "0".repeat(64) };

test.each([
  ["a database that does not answer", { ...SECRETS, DATABASE_URL: "postgres://u:pass-word@127.0.0.1:1/x" }, "DATABASE_URL"],
  ["a DATABASE_URL that is none", { ...SECRETS, DATABASE_URL: "mysql://localhost/x" }, "DATABASE_URL"],
  ["a DATABASE_URL with a broken port", { ...SECRETS, DATABASE_URL: "postgres://localhost:port/x" }, "DATABASE_URL"],
  ["a missing secret", { DATABASE_URL: "postgres://localhost/x", APP_URL: "http://localhost:1" }, "NEXTAUTH_SECRET"],
  ["a wrong number", { TICK_INTERVAL_MS: "soon" }, "TICK_INTERVAL_MS"],
  ["a port that does not exist", { PORT: "70000" }, "PORT"],
  ["a network that nobody knows", { RPC_URL_5: "http://localhost:1" }, "RPC_URL_5"],
])("%s is one line that names the variable, and exit 1", async (_, env, name) => {
  const { code, output } = await refused(env);
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^florin: ${name} .*\\n$`));
  expect(output).not.toContain("pass-word");
});
