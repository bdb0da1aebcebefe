import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { log } from "../../log";
import { processWide } from "../../process-wide";
import type { Call } from "../call";
import type { Told } from "../told";
import { handlerFinder, type Routed } from "./find-handler";
import { takesCoding } from "./takes-coding";

export type Handler = Routed & { tell(call: Call, context: { readonly params: Promise<never> }): Promise<Told> };
type Listener = (request: IncomingMessage, response: ServerResponse) => void;
/** Answers, or tells that it does not. */
type Open = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The handlers look at path and query alone; who was asked is the proxy's affair. */
const ORIGIN = "http://localhost";
/** Less than this fits into a packet or two either way. */
const LEAST_ZIPPED_BYTES = 1_024;
/** An answer's length must not tell of a secret beside what the caller wrote: only reads are compressed, which show none. */
const ZIPPED_METHOD = "GET";
const zip = promisify(gzip);

/**
 * Answers calls of the API that bring a key before Next sees them (docs/decisions/0016): the same handlers with the same
 * answers, without what Next does for pages. Whatever else comes, and whatever is not plainly one of these routes, goes the
 * way it always went.
 *
 * @param headers what every answer of ours carries, beside the handler's own
 * @param other asked about every call without a key
 */
export function openFrontDoor(handlers: readonly Handler[], headers: Readonly<Record<string, string>>, other?: Open): void {
  const find = handlerFinder(handlers);
  const open: Open = (request, response) => {
    if (request.headers.authorization === undefined) return other?.(request, response) ?? false;
    const target = request.url ?? "";
    const query = target.indexOf("?");
    const found = find(request.method ?? "", query === -1 ? target : target.slice(0, query));
    if (!found) return false;
    answer(found.handler, { call: callOf(request), params: found.params, response, headers }).catch((error) => {
      // Handlers answer for their own failures; whoever waits for one that did not must not wait for ever.
      log.error({ err: error }, "an answer could not be sent");
      response.destroy();
    });
    return true;
  };
  processWide("front-door", () => {
    const known = new WeakSet<Server>();
    // Told of before the server's own listeners are called.
    subscribe("http.server.request.start", (message) => {
      const { server } = message as { server: Server };
      if (known.has(server)) return;
      known.add(server);
      standBefore(server, open);
    });
    return true;
  });
}

function standBefore(server: Server, open: Open): void {
  const behind = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (open(request, response)) return;
    for (const listener of behind) listener.call(server, request, response);
  });
}

function callOf(request: IncomingMessage): Call {
  const { headers } = request;
  return {
    method: request.method ?? "",
    url: `${ORIGIN}${request.url}`,
    headers: {
      get: (name) => {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
      has: (name) => headers[name.toLowerCase()] !== undefined,
    },
    body: request,
  };
}

type Answering = {
  readonly call: Call;
  readonly params: object;
  readonly response: ServerResponse;
  readonly headers: Readonly<Record<string, string>>;
};

async function answer(handler: Handler, { call, params, response, headers }: Answering): Promise<void> {
  const told = await handler.tell(call, { params: Promise.resolve(params as never) });
  const { body, encoding } = await encoded(call, told.text);
  response.writeHead(told.status, { ...told.headers, ...encoding, "Content-Length": Buffer.byteLength(body), ...headers });
  response.end(body);
}

type Encoded = { readonly body: string | Buffer; readonly encoding?: Readonly<Record<string, string>> };

/** On another thread, and as fast as gzip can: a list becomes an eighth in a tenth of the time that it takes to make it. */
async function encoded(call: Call, text: string): Promise<Encoded> {
  if (call.method !== ZIPPED_METHOD || text.length < LEAST_ZIPPED_BYTES) return { body: text };
  const vary = { Vary: "Accept-Encoding" };
  if (!takesCoding("gzip", call.headers.get("accept-encoding") ?? "")) return { body: text, encoding: vary };
  const body = await zip(text, { level: constants.Z_BEST_SPEED });
  return { body, encoding: { ...vary, "Content-Encoding": "gzip" } };
}
