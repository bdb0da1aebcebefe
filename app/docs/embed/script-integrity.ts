import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the script of this version is, for the `integrity` of a script element. */
export async function scriptIntegrity(): Promise<string> {
  const script = await readFile(join(process.cwd(), "public/florin.js"));
  return `sha384-${createHash("sha384").update(script).digest("base64")}`;
}
