import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

/**
 * Compiles the contracts and freezes what came out in `artefacts/`, because the bytecode is part of every receive
 * address. Run it by hand (`node --import tsx contracts/compile.ts`) after a change of a source; a test recompiles and
 * compares byte for byte. No metadata is appended, so that paths and comments do not enter the bytecode.
 */
const HERE = fileURLToPath(new URL(".", import.meta.url));
const MODULES = fileURLToPath(new URL("../node_modules/", import.meta.url));
const SETTINGS = {
  evmVersion: "paris",
  optimizer: { enabled: true, runs: 1_000_000 },
  viaIR: true,
  metadata: { appendCBOR: false, bytecodeHash: "none" },
};

export type Artefact = {
  contract: string;
  compiler: string;
  settings: typeof SETTINGS;
  abi: readonly unknown[];
  bytecode: `0x${string}`;
  deployedBytecode: `0x${string}`;
};

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { abi: unknown[]; evm: Record<"bytecode" | "deployedBytecode", { object: string }> }>>;
};

/**
 * Every contract of the named sources, by contract name.
 *
 * @param paths below `contracts/`, for example `local/LocalUsdc.sol`
 * @throws on any error or warning of the compiler
 */
export function compile(paths: readonly string[]): Map<string, Artefact> {
  const sources = Object.fromEntries(paths.map((path) => [path, { content: readFileSync(join(HERE, path), "utf8") }]));
  const outputSelection = { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } };
  const input = { language: "Solidity", sources, settings: { ...SETTINGS, outputSelection } };
  const output: Output = JSON.parse(solc.compile(JSON.stringify(input), { import: readImport }));
  const complaints = (output.errors ?? []).filter((error) => error.severity !== "info");
  if (complaints.length > 0) throw new Error(complaints.map((error) => error.formattedMessage).join("\n"));
  return new Map(
    paths.flatMap((path) =>
      Object.entries(output.contracts[path] ?? {}).map(([contract, { abi, evm }]): [string, Artefact] => [
        contract,
        {
          contract,
          compiler: solc.version(),
          settings: SETTINGS,
          abi,
          bytecode: `0x${evm.bytecode.object}`,
          deployedBytecode: `0x${evm.deployedBytecode.object}`,
        },
      ]),
    ),
  );
}

/** The frozen contracts: what Florin deploys, and the stand-ins of local chains. */
export function frozenSources(): string[] {
  return [HERE, join(HERE, "local")].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".sol"))
      .map((name) => relative(HERE, join(folder, name))),
  );
}

/** `DepositFactory` is kept in `artefacts/deposit-factory.json`. */
export function artefactPath(contract: string): string {
  return join(HERE, "artefacts", `${contract.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}.json`);
}

export function artefactText(artefact: Artefact): string {
  return `${JSON.stringify(artefact, null, 2)}\n`;
}

function readImport(path: string): { contents: string } | { error: string } {
  try {
    return { contents: readFileSync(join(path.startsWith("@") ? MODULES : HERE, path), "utf8") };
  } catch {
    return { error: `cannot read ${path}` };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const artefact of compile(frozenSources()).values())
    writeFileSync(artefactPath(artefact.contract), artefactText(artefact));
}
