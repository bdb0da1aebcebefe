import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

export type CutLine = {
  /** The database's address by this line. */
  readonly url: string;
  /** What the server says after the next message with such words in it gets lost, and the connection with it. */
  cutAfter(words: string): void;
  /** How often that has happened. */
  readonly cuts: () => number;
  stop(): Promise<void>;
};

/** A line to a database that can break at the worst moment: the server has done what it was asked, and nobody hears of it. */
export async function startCutLine(databaseUrl: string): Promise<CutLine> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let words: string | null = null;
  let cuts = 0;
  const server: Server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) });
    let isLost = false;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => {
      if (words !== null && bytes.includes(words)) {
        isLost = true;
        words = null;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (!isLost) return void near.write(bytes);
      cuts += 1;
      near.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAfter: (given) => {
      words = given;
    },
    cuts: () => cuts,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
