import { EventEmitter, once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { keepConnections } from "./keep-connections";

test("a connection may idle longer than proxies keep one, until the process must end: then it ends with its answer", async () => {
  const signals = new EventEmitter();
  keepConnections(signals);
  const answers: ServerResponse[] = [];
  const server = createServer((_, response) => void answers.push(response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async () => {
    const asked = get({ port: (server.address() as AddressInfo).port, agent });
    await once(server, "request");
    return async () => {
      answers.shift()?.end("done");
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      answer.resume();
      await once(answer, "end");
      return answer.headers["keep-alive"];
    };
  };
  expect(await (await ask())()).toBe("timeout=620");

  const finish = await ask();
  signals.emit("SIGTERM");
  const closed = new Promise((done) => server.close(done));
  await finish();
  await closed;
  agent.destroy();
});
