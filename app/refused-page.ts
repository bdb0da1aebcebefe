import { refusalText } from "@/components/checkout/refusal-text";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import type { ErrorCode } from "@/lib/error-codes";
import type { Locale } from "@/lib/locale";

/** Of the answer for programs: what holds for the page too. */
const KEPT = ["request-id", "retry-after", "ratelimit", "ratelimit-policy", "connection"];

type Told = {
  readonly locale: Locale;
  readonly way: Markup;
  /** For a page in a shop's frame. */
  readonly script?: Markup | null;
};

/**
 * A refusal that was written for programs, as a page for the person who pressed the button: its status stays, its words
 * are ours and in the reader's language.
 *
 * @param way what to do now
 */
export async function refusedPage(refusal: Response, { locale, way, script = null }: Told): Promise<Response> {
  const { error } = (await refusal.json()) as { error: { code: ErrorCode } };
  const { refusal: says } = serverWordsOf(locale);
  const page = htmlPage(refusal.status, {
    locale,
    title: says.notNow,
    script,
    body: html`<main><div class="card"><h1>${says.notNow}</h1>
<p class="quiet">${refusalText(error.code, says)}</p>
<p>${way}</p></div></main>`,
  });
  for (const name of KEPT) {
    const value = refusal.headers.get(name);
    if (value !== null) page.headers.set(name, value);
  }
  return page;
}

/** An answer with the error body of the API. */
export function isRefusal({ status, headers }: Response): boolean {
  return status >= 400 && (headers.get("content-type") ?? "").startsWith("application/json");
}
