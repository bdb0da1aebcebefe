import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";

/** Stands before a JSON-RPC node and counts the questions; a batch of twenty is twenty. */
export type CountingProxy = { readonly url: string; calls(): number; stop(): Promise<void> };

export async function startCountingProxy(rpcUrl: string): Promise<CountingProxy> {
  const node = new Pool(rpcUrl);
  let calls = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const question = Buffer.concat(chunks);
    const asked: unknown = JSON.parse(question.toString());
    calls += Array.isArray(asked) ? asked.length : 1;
    const headers = { "content-type": "application/json" };
    const { statusCode, body } = await node.request({ path: "/", method: "POST", headers, body: question });
    response.writeHead(statusCode, headers).end(Buffer.from(await body.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await node.close();
    },
  };
}
