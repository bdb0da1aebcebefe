import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { takesCoding } from "./takes-coding";

const PACKED = ".br";
/** As Next names them. */
const TYPES: Readonly<Record<string, string>> = {
  js: "application/javascript; charset=UTF-8",
  css: "text/css; charset=UTF-8",
};

type Options = {
  /** Where a build has laid files, and beside some of them the same packed by brotli (scripts/pack-files.ts). */
  readonly folder: string;
  /** Under which address a browser finds the folder. Names in it change with what they hold. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * Answers for the packed files of a build, to whoever takes them so: a seventh less to wait for than what Next packs anew
 * for each request. Everything else about these files is left to Next.
 */
export function openPackedFiles({ folder, address, headers }: Options) {
  const files = new Map<string, { readonly body: Buffer; readonly type: string }>();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const type = TYPES[name.slice(0, -PACKED.length).split(".").at(-1) ?? ""];
    if (!name.endsWith(PACKED) || type === undefined) continue;
    files.set(`${address}/${name.slice(0, -PACKED.length)}`, { body: readFileSync(join(folder, name)), type });
  }
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const file = files.get(request.url ?? "");
    if (!file || request.method !== "GET" || request.headers.range !== undefined) return false;
    if (!takesCoding("br", String(request.headers["accept-encoding"] ?? ""))) return false;
    response.writeHead(200, {
      ...headers,
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Type": file.type,
      "Content-Encoding": "br",
      "Content-Length": file.body.length,
      Vary: "Accept-Encoding",
    });
    response.end(file.body);
    return true;
  };
}
