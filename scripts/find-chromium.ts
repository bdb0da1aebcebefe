import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

/** The browser that the end-to-end tests drive: the one that was named, Playwright's own, or the system's; or null. */
export function findChromium(): string | null {
  const candidates = [process.env.E2E_CHROMIUM, chromium.executablePath(), ...SYSTEM_BROWSERS];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/**
 * The browser, installed where there is none: by Playwright, or, for root on a Debian, by the system.
 *
 * @throws where neither works
 */
export function ensureChromium(): string {
  const ways: (() => string | null)[] = [
    findChromium,
    () => {
      run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
      return findChromium();
    },
    () => {
      if (process.getuid?.() !== 0) return null;
      run("apt-get", ["update"]);
      run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
      return findChromium();
    },
  ];
  for (const way of ways) {
    const found = way();
    if (found) return found;
  }
  throw new Error("no Chromium was found and none could be installed; name one in E2E_CHROMIUM");
}

/** A way that does not work here leaves the next one to be tried. */
function run(command: string, args: string[]): void {
  try {
    execFileSync(command, args, { stdio: "ignore" });
  } catch {
    console.log(`  ${command} ${args.join(" ")} did not work here`);
  }
}
