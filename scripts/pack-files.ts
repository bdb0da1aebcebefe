import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const PACKED = /\.(js|css)$/;
const pack = promisify(brotliCompress);

/** Lays beside each script and sheet of a build the same as small as brotli can make it. */
export async function packFiles(folder: string): Promise<void> {
  const names = readdirSync(folder).filter((name) => PACKED.test(name));
  await Promise.all(
    names.map(async (name) => writeFileSync(join(folder, `${name}.br`), await pack(readFileSync(join(folder, name))))),
  );
}
