import { json } from "node:stream/consumers";
import { startLocalServer } from "./local-server";

// biome-ignore lint/suspicious/noExplicitAny: JSON-RPC as it comes
type Question = { id: number; method: string; params: any[] };

// biome-ignore lint/suspicious/noExplicitAny: as above
type Bend = (question: Question, result: any) => unknown;

/** A real node behind a door that refuses some questions, bends some answers and counts all. */
export async function startGatedNode(rpcUrl: string) {
  let isRefused: (question: Question) => boolean = () => false;
  let bend: Bend = (_, result) => result;
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
        const answer = await (await fetch(rpcUrl, { method: "POST", headers, body: JSON.stringify(question) })).json();
        return "result" in answer ? { ...answer, result: bend(question, answer.result) } : answer;
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
    /** Its answers are bent so from now on; without one, told as they are. */
    lie(next: Bend = (_, result) => result): void {
      bend = next;
    },
    /** Methods asked for since the last call. */
    takeAsked(): string[] {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
}
