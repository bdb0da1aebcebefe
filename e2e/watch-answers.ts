import type { Browser, BrowserContext, Response as PageResponse } from "@playwright/test";
import { ROUTES } from "../lib/api/registry";
import { checkAnswer } from "../test/document/check-answer";

type Seen = {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** Holds an answer of the running product against the document; one of a path that the document does not have is left alone. */
export function judge({ method, url, ...answer }: Seen): void {
  const path = templateOf(method, new URL(url).pathname);
  if (path !== null) checkAnswer({ method, path, ...answer });
}

function templateOf(method: string, pathname: string): string | null {
  const asked = pathname.split("/");
  const fits = (path: string) => {
    const parts = path.split("/");
    return parts.length === asked.length && parts.every((part, place) => part === "{id}" || part === asked[place]);
  };
  const found = ROUTES.filter((route) => route.method === method && fits(route.path));
  // `/newest` before `/{id}`, as Next has it.
  return found.toSorted((one, other) => one.path.split("{").length - other.path.split("{").length)[0]?.path ?? null;
}

export type Watched = { stop(): Promise<string[]> };

/** Every answer in JSON that any page of this browser gets from the product, in whatever context a test makes. */
export function watchAnswers(browser: Browser): Watched {
  const faults: string[] = [];
  const pending = new Set<Promise<void>>();
  const make = browser.newContext;
  browser.newContext = async (options) => {
    const context: BrowserContext = await make.call(browser, options);
    context.on("response", (response) => {
      const look = lookAt(response).then(
        () => {},
        (fault) => void faults.push(String(fault)),
      );
      pending.add(look);
      void look.finally(() => pending.delete(look));
    });
    return context;
  };
  return {
    stop: async () => {
      browser.newContext = make;
      await Promise.all(pending);
      return faults;
    },
  };
}

async function lookAt(response: PageResponse): Promise<void> {
  const { pathname } = new URL(response.url());
  if (!pathname.startsWith("/api/") || !response.headers()["content-type"]?.startsWith("application/json")) return;
  // A page that has moved on takes its answers along.
  const read = await Promise.all([response.headersArray(), response.text()]).catch(() => null);
  if (!read) return;
  const [all, text] = read;
  const headers = new Headers(all.map(({ name, value }): [string, string] => [name, value]));
  judge({ method: response.request().method(), url: response.url(), status: response.status(), headers, text });
}
