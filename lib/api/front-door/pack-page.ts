import type { IncomingMessage, ServerResponse } from "node:http";
import { type BrotliCompress, constants, createBrotliCompress } from "node:zlib";
import { takesCoding } from "./takes-coding";

/** Customers' pages. They hold no secret beside what the asker wrote, which is an id and one of our languages. */
const PAGES = /^\/(?:checkout|l)\//;
/** A sixth smaller than what gzip makes of such a page, in two milliseconds. */
const QUALITY = 7;
/** How far back brotli looks for what it has seen, further than a page is long: 128 KiB, as a power of two. */
const WINDOW_BITS = 17;

/**
 * Sends a customer's page by brotli to whoever takes it so, piece by piece as Next writes it. Every other
 * answer goes out as it is.
 */
export function packPage(request: IncomingMessage, response: ServerResponse): void {
  const { method, url = "", headers } = request;
  if (method !== "GET" || !PAGES.test(url) || headers.rsc !== undefined) return;
  if (!takesCoding("br", String(headers["accept-encoding"] ?? ""))) return;
  // Next, which speaks gzip, is not to pack it too.
  delete headers["accept-encoding"];

  const { writeHead, write, end } = response as unknown as Record<"writeHead" | "write" | "end", Method>;
  let isDecided = false;
  let packer: BrotliCompress | null = null;
  /** Before anything is sent, when it is plain what is answered. */
  const decided = () => {
    if (!isDecided && isPage(response)) packer = openPacker(response, { write, end });
    isDecided = true;
    return packer;
  };

  Object.assign(response, {
    writeHead(...told: unknown[]) {
      decided();
      return writeHead.apply(response, told);
    },
    write(...told: unknown[]) {
      const open = decided();
      if (!open) return write.apply(response, told);
      const [piece, done] = whatIn(told);
      const mayGoOn = open.write(piece, done);
      flushSoon(open);
      return mayGoOn;
    },
    end(...told: unknown[]) {
      const open = decided();
      if (!open) return end.apply(response, told);
      const [piece, done] = whatIn(told);
      open.end(piece, done);
      return response;
    },
  });
}

type Method = (...told: unknown[]) => unknown;

function isPage(response: ServerResponse): boolean {
  if (response.headersSent || response.hasHeader("content-encoding")) return false;
  return /^text\/html\b/.test(String(response.getHeader("content-type")));
}

function openPacker(response: ServerResponse, { write, end }: Record<"write" | "end", Method>): BrotliCompress {
  response.setHeader("Content-Encoding", "br");
  response.removeHeader("Content-Length");
  if (!/accept-encoding/i.test(String(response.getHeader("vary")))) response.appendHeader("Vary", "Accept-Encoding");
  const packer = createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS },
  });
  packer.on("data", (bytes) => {
    if (write.call(response, bytes) === false) packer.pause();
  });
  packer.on("end", () => end.call(response));
  packer.on("error", (error) => response.destroy(error));
  // Whoever writes waits for the response's word, and this one for the line's.
  packer.on("drain", () => response.emit("drain"));
  response.on("drain", () => packer.resume());
  response.on("close", () => packer.destroy());
  return packer;
}

const flushing = new WeakSet<BrotliCompress>();

/** What is written in one turn goes out together, and waits for nothing that comes later. */
function flushSoon(packer: BrotliCompress): void {
  if (flushing.has(packer)) return;
  flushing.add(packer);
  setImmediate(() => {
    flushing.delete(packer);
    if (!packer.writableEnded && !packer.destroyed) packer.flush();
  });
}

/** Of what `write` and `end` are called with: a piece or none, its encoding or none, whom to tell or nobody. */
function whatIn(told: readonly unknown[]): [Buffer, () => void] {
  const [piece, encoding] = told;
  const done = told.find((one) => typeof one === "function") as (() => void) | undefined;
  const bytes =
    typeof piece === "string"
      ? Buffer.from(piece, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
      : Buffer.from(piece instanceof Uint8Array ? piece : []);
  return [bytes, done ?? (() => undefined)];
}
