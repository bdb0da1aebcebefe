import { json } from "node:stream/consumers";
import { startLocalServer } from "./local-server";

// biome-ignore lint/suspicious/noExplicitAny: JSON-RPC as it comes
type Question = { id: number; method: string; params: any[] };

/** A real node behind a door that refuses some questions and counts all. */
export async function startGatedNode(rpcUrl: string) {
  let isRefused: (question: Question) => boolean = () => false;
  let asked: string[] = [];
  const { url, stop } = await startLocalServer(async (request, response) => {
    const body = (await json(request)) as Question | Question[];
    const answers = await Promise.all(
      [body].flat().map(async (question) => {
        asked.push(question.method);
        if (isRefused(question)) {
          return { jsonrpc: "2.0", id: question.id, error: { code: -32000, message: "missing trie node" } };
        }
        const headers = { "content-type": "application/json" };
        return (await fetch(rpcUrl, { method: "POST", headers, body: JSON.stringify(question) })).json();
      }),
    );
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  return {
    url,
    stop,
    refuse(next: (question: Question) => boolean): void {
      isRefused = next;
    },
    /** Methods asked for since the last call. */
    takeAsked(): string[] {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
}
