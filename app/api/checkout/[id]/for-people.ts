import { missingPayment } from "@/app/checkout/missing-payment";
import { isRefusal, refusedPage } from "@/app/refused-page";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html } from "@/lib/api/html";
import { isForm } from "@/lib/api/read-body";
import { requestLocale } from "@/lib/api/request-locale";
import { seeOther } from "@/lib/api/see-other";
import { scriptlessPolicy } from "./scriptless-policy";

type Context = { readonly params: Promise<{ readonly id: string }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** The page of the payment shows how things stand, and that nothing is to be done. */
const TOLD_BY_THE_PAGE = 409;

/** The same route, which tells people who sent a plain form in words of theirs what it tells programs in JSON. */
export function forPeople<Route extends Handler>(route: Route): Route {
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const isAsked = isForm(request);
    const answer = await route(request, context);
    if (!isAsked || !isRefusal(answer)) return answer;
    const { id } = await context.params;
    if (answer.status === TOLD_BY_THE_PAGE) return seeOther(`/checkout/${id}`);
    const locale = requestLocale(request);
    const way = html`<a class="button" href="/checkout/${id}">${serverWordsOf(locale).help.back}</a>`;
    const page = answer.status === 404 ? missingPayment(locale) : await refusedPage(answer, { locale, way });
    page.headers.set("Content-Security-Policy", await scriptlessPolicy(id));
    page.headers.set("Referrer-Policy", "no-referrer");
    return page;
  };
  return Object.assign(handler, route);
}
