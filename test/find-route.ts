import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Module = Readonly<Record<string, Handler | undefined>>;

const listings = new Map<string, readonly string[]>();

/** As Next finds it: a folder of that name first, then `[name]`, then the rest of the path. */
export async function findRoute(pathname: string): Promise<{ module: Module; params: Record<string, string> }> {
  const params: Record<string, string> = {};
  let folder = "app";
  for (const segment of pathname.split("/").slice(1)) {
    const folders = foldersOf(folder);
    const named = folders.find((name) => name === segment) ?? folders.find((name) => /^\[\w+\]$/.test(name));
    if (!named) return { module: await nowhere(), params };
    if (named !== segment) params[named.slice(1, -1)] = decodeURIComponent(segment);
    folder = join(folder, named);
  }
  const isServed = foldersOf(folder).includes("route.ts");
  return { module: isServed ? await import(resolve(folder, "route.ts")) : await nowhere(), params };
}

function nowhere(): Promise<Module> {
  return import(resolve("app/api/[[...path]]/route.ts"));
}

function foldersOf(folder: string): readonly string[] {
  const known = listings.get(folder) ?? readdirSync(folder);
  listings.set(folder, known);
  return known;
}
