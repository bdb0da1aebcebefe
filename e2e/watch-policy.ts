import type { Browser, BrowserContext } from "@playwright/test";

export type Violations = {
  /** Those that were found until now, which the test awaits: they are no fault of its. */
  take(): string[];
};

const REPORT = "reportPolicyViolation";

/** Collects what the content policy of any page of this browser refuses, in whatever context a test makes. */
export function watchPolicy(browser: Browser): Violations & { stop(): void } {
  const found: string[] = [];
  const make = browser.newContext;
  browser.newContext = async (options) => {
    const context = await make.call(browser, options);
    await watchContext(context, found);
    return context;
  };
  return {
    take: () => found.splice(0),
    stop: () => {
      browser.newContext = make;
    },
  };
}

/** By the browser's own words, which need no script, and by the event, which tells of what is blocked without a word. */
async function watchContext(context: BrowserContext, found: string[]): Promise<void> {
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) found.push(`${message.page()?.url()}: ${message.text()}`);
  });
  await context.exposeBinding(REPORT, ({ frame }, text: string) => found.push(`${frame.url()}: ${text}`));
  await context.addInitScript((report) => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      const tell = (window as unknown as Record<string, (text: string) => void>)[report];
      tell?.(`${effectiveDirective} refuses ${blockedURI}`);
    });
  }, REPORT);
}
