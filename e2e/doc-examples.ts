import { execFile } from "node:child_process";
import type { Page } from "@playwright/test";

/** A piece of code that a page of the documentation shows, to be copied. */
export type Shown = { readonly section: string; readonly lang: string; readonly label: string; readonly code: string };

export async function examplesOf(page: Page, path: string): Promise<Shown[]> {
  await page.goto(path);
  const all = await page.locator("pre[data-lang]").evaluateAll((pres) =>
    pres.map((pre) => ({
      section: pre.closest("section")?.id ?? "",
      lang: (pre as HTMLElement).dataset.lang ?? "",
      label: (pre as HTMLElement).dataset.label ?? "",
      code: pre.textContent ?? "",
    })),
  );
  return all.filter(({ lang }) => lang !== "text");
}

const LIMIT_MS = 120_000;

/**
 * Runs a command as a person would who has copied it.
 *
 * @returns what it printed; of a stream, what came first
 */
export function runShell(command: string, env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      "bash",
      ["-ec", command],
      { env: { ...process.env, ...env }, timeout: LIMIT_MS },
      (error, out, said) => {
        if (error) reject(new Error(`${command}\n${said}\n${out}`));
        else resolve(out);
      },
    );
    if (!command.startsWith("curl -N")) return;
    // It never ends by itself.
    let came = "";
    child.stdout?.on("data", (part: string) => {
      came += part;
      if (!/^data: .*\n\n/m.test(came)) return;
      resolve(came);
      child.kill();
    });
  });
}
