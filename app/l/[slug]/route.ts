import { createHash, randomBytes } from "node:crypto";
import { refusedPage } from "@/app/refused-page";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html } from "@/lib/api/html";
import { limitAddress } from "@/lib/api/rate-limit";
import { isForm, readForm } from "@/lib/api/read-body";
import { askedLanguage, requestLocale } from "@/lib/api/request-locale";
import { respondError } from "@/lib/api/respond";
import { email as emailField } from "@/lib/api/schemas/fields";
import { seeOther } from "@/lib/api/see-other";
import { ApiError } from "@/lib/errors";
import { newId, randomBase62 } from "@/lib/ids";
import { isPreviewRobot } from "@/lib/preview-robot";
import { type App, app as theApp } from "@/lib/services/app";
import { linkState, openLink, type VisitedLink, visitLink } from "@/lib/services/open-link";
import { frameScript } from "./frame-script";
import {
  askPage,
  type Filled,
  inactivePage,
  type Problem,
  previewPage,
  type Seen,
  unavailablePage,
  unknownPage,
} from "./link-pages";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string }> };

const SLUG = /^[0-9A-Za-z_-]{1,128}$/;
const VISITOR_COOKIE = "florin_visitor";
const VISITOR = /^[0-9A-Za-z]{32}$/;
const VISITOR_SECONDS = 30 * 86_400;
/** A visit that may make a session is as dear as so many others: a flood of sessions stops early. */
const SESSION_WEIGHT = 4;
const NOTHING: Filled = { amount: "", email: "" };

/** A preview for robots; a page that asks; else the visitor's session, by 303 (product.md 3.3). */
export const GET = withLink(async ({ app, request, seen }) => {
  if (isPreviewRobot(request.headers)) return previewPage(seen, app.config.APP_URL);
  if (asks(seen.visited)) return askPage(seen, { filled: NOTHING, problem: null, appUrl: app.config.APP_URL });
  return open(app, request, { seen, filled: null });
});

export const HEAD = withLink(async ({ app, seen }) => previewPage(seen, app.config.APP_URL));

export const POST = withLink(async ({ app, request, seen }) => {
  if (!asks(seen.visited)) return open(app, request, { seen, filled: null });
  const form = isForm(request) ? await readForm(request) : new URLSearchParams();
  const amount = form.get("suggested") ?? form.get("amount") ?? "";
  return open(app, request, { seen, filled: { amount, email: form.get("email") ?? "" } });
});

type Call = { readonly app: App; readonly request: Request; readonly seen: Seen };

function withLink(work: (call: Call) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    const locale = requestLocale(request);
    const script = frameScript(request);
    try {
      const app = theApp();
      await limitAddress(app.config, request.headers);
      const { slug } = await context.params;
      const visited = SLUG.test(slug) ? await visitLink(app, slug) : null;
      if (!visited) return unknownPage(locale, script);
      const seen = { visited, locale, script };
      return visited.state === "open" ? await work({ app, request, seen }) : inactivePage(seen);
    } catch (thrown) {
      const way = html`<a class="button" href="">${serverWordsOf(locale).link.again}</a>`;
      return await refusedPage(respondError(thrown, newId("request")), { locale, way, script });
    }
  };
}

function asks({ link }: VisitedLink): boolean {
  return link.amountType === "open" || link.collectEmail;
}

async function open(app: App, request: Request, { seen, filled }: { seen: Seen; filled: Filled | null }): Promise<Response> {
  const { link } = seen.visited;
  const amount = link.amountType === "open" ? plainAmount(filled?.amount ?? "") : null;
  const email = link.collectEmail ? (filled?.email ?? "").trim() : null;
  const again = (given: Filled, problem: Problem) => askPage(seen, { filled: given, problem, appUrl: app.config.APP_URL });
  if (filled && amount === "") return again(filled, "amount");
  if (filled && email !== null && !emailField.safeParse(email).success) {
    return again(filled, "email");
  }
  const visitor = visitorOf(request) ?? randomBase62(32, randomBytes);
  try {
    await limitAddress(app.config, request.headers, SESSION_WEIGHT);
    const visitorHash = createHash("sha256").update(visitor).digest("hex");
    const named = new URL(request.url).searchParams.get("session");
    const id = await openLink(app, { link, visitorHash, named, amount, email, now: Date.now() });
    return withVisitor(seeOther(`/checkout/${id}${askedLanguage(request)}`), visitor, app.config.APP_URL);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (filled && error.param === "amount.value") return again(filled, problemOf(error));
    if (error.code === "link_inactive")
      return inactivePage({ ...seen, visited: { ...seen.visited, state: await linkState(app, link) } });
    return unavailablePage(seen, error);
  }
}

function problemOf({ code }: ApiError): Problem {
  return code === "amount_too_small" || code === "amount_too_large" ? "bounds" : "amount";
}

/** What people write: `12,50` and ` 12.5 ` are amounts too. Empty: not one. */
function plainAmount(written: string): string {
  const amount = written.trim().replace(/^(\d+),(\d{1,2})$/, "$1.$2");
  return /^(0|[1-9]\d{0,11})(\.\d{1,4})?$/.test(amount) ? amount : "";
}

function visitorOf(request: Request): string | null {
  const cookie = new RegExp(`(?:^|;\\s*)${VISITOR_COOKIE}=([^;]*)`).exec(request.headers.get("cookie") ?? "")?.[1] ?? "";
  return VISITOR.test(cookie) ? cookie : null;
}

function withVisitor(response: Response, visitor: string, appUrl: string): Response {
  const secure = appUrl.startsWith("https:") ? "; Secure" : "";
  response.headers.append(
    "Set-Cookie",
    `${VISITOR_COOKIE}=${visitor}; Path=/l; Max-Age=${VISITOR_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  );
  return response;
}
