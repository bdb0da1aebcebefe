import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = process.cwd();
const TOOLS = join(ROOT, "node_modules");

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023"],
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [join(TOOLS, "@types")],
  },
  include: ["*.ts"],
};

export type ShopFolder = ReturnType<typeof makeShopFolder>;

const run = promisify(execFile);

/** Builds the client and packs it as it is published. Once for a run: two at a time would write over each other's files. */
export async function packClient(folder: string): Promise<string> {
  await run(process.execPath, [join(TOOLS, "typescript/bin/tsc"), "-p", "sdk"], { cwd: ROOT });
  const { stdout } = await run("npm", ["pack", "./sdk", "--silent", "--pack-destination", folder], { cwd: ROOT });
  return join(folder, stdout.trim());
}

/** A shop's own folder, somewhere else, with the packed client installed in it. Programs in it are TypeScript. */
export function makeShopFolder(client: string) {
  const folder = mkdtempSync(join(tmpdir(), "florin-shop-"));
  const installed = join(folder, "node_modules", "@florin", "sdk");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", client, "--strip-components=1", "-C", installed]);
  symlinkSync(join(TOOLS, "postgres"), join(folder, "node_modules", "postgres"));
  write("package.json", JSON.stringify({ type: "module" }));
  write("tsconfig.json", JSON.stringify(TSCONFIG));

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
  }

  const running = new Set<ReturnType<typeof spawn>>();

  function start(file: string, env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, ["--import", join(TOOLS, "tsx/dist/loader.mjs"), file], {
      cwd: folder,
      // What a person sees is compared, without its colours.
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: undefined, ...env },
    });
    running.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text: Buffer) => {
        said += text.toString("utf8");
      });
    }
    const ended = new Promise<number | null>((done) => child.on("close", done)).finally(() => running.delete(child));
    return { said: () => said, ended };
  }

  return {
    folder,
    write,
    /** @throws with what the compiler says of any program in the folder */
    checkTypes(): void {
      try {
        execFileSync(process.execPath, [join(TOOLS, "typescript/bin/tsc"), "-p", folder], { encoding: "utf8" });
      } catch (error) {
        throw new Error((error as { stdout?: string }).stdout ?? String(error));
      }
    },
    /** Runs a program to its end. @throws with what it said if it failed */
    async run(file: string, env: Readonly<Record<string, string>>): Promise<string> {
      const { said, ended } = start(file, env);
      const code = await ended;
      if (code !== 0) throw new Error(`${file} ended with ${code}: ${said()}`);
      return said();
    },
    /** Starts a program that goes on, and tells what it has said so far. */
    serve: (file: string, env: Readonly<Record<string, string>>): (() => string) => start(file, env).said,
    /** Ends what still runs, and takes the folder away. */
    remove(): void {
      for (const child of running) child.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
