import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../.env", import.meta.url));

/** Adds the variables of `.env`, where there is one; what is set already stays. */
export function loadEnvFile(): void {
  if (existsSync(FILE)) process.loadEnvFile(FILE);
}
