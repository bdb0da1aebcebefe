import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network before a database: connections that it has go silent, both ways and without an end, new ones are served. */
export async function startSilentNetwork(databaseUrl: string) {
  const { port } = new URL(databaseUrl);
  let pairs: [Socket, Socket][] = [];
  const server = createServer((client) => {
    const there = connect(Number(port), "127.0.0.1");
    client.on("error", () => {});
    there.on("error", () => {});
    client.pipe(there, { end: false });
    there.pipe(client, { end: false });
    pairs.push([client, there]);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);

  function cut(): void {
    for (const [client, there] of pairs) {
      client.destroy();
      there.destroy();
    }
    pairs = [];
  }

  return {
    /** The database's, through this network. */
    url: url.href,
    goSilent(): void {
      for (const [client, there] of pairs) {
        client.unpipe(there);
        there.unpipe(client);
        client.pause();
        there.pause();
      }
    },
    /** Ends all connections that it has. */
    cut,
    stop(): void {
      cut();
      server.close();
    },
  };
}
