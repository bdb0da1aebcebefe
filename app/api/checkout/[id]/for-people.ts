import { missingPayment } from "@/app/checkout/missing-payment";
import { isRefusal, refusedPage } from "@/app/refused-page";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html } from "@/lib/api/html";
import { otherMethods } from "@/lib/api/other-methods";
import { isForm } from "@/lib/api/read-body";
import { askedLanguage, requestLocale } from "@/lib/api/request-locale";
import { seeOther } from "@/lib/api/see-other";
import { scriptlessPolicy } from "./scriptless-policy";

type Context = { readonly params: Promise<{ readonly id: string }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** The page of the payment shows how things stand, and that nothing is to be done. */
const TOLD_BY_THE_PAGE = 409;
const SEE_OTHER = 303;

/** The same route, which tells people who sent a plain form in words of theirs what it tells programs in JSON. */
export function forPeople<Route extends Handler>(route: Route): Route {
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const isAsked = isForm(request);
    const answer = await route(request, context);
    if (!isAsked) return answer;
    const { id } = await context.params;
    // In a shop's frame no cookie keeps the language that the form's address asks for.
    const back = `/checkout/${id}${askedLanguage(request)}` as const;
    if (answer.status === SEE_OTHER) answer.headers.set("Location", back);
    if (!isRefusal(answer)) return answer;
    if (answer.status === TOLD_BY_THE_PAGE) return seeOther(back);
    const locale = requestLocale(request);
    const way = html`<a class="button" href="${back}">${serverWordsOf(locale).help.back}</a>`;
    const page = answer.status === 404 ? missingPayment(locale) : await refusedPage(answer, { locale, way });
    page.headers.set("Content-Security-Policy", await scriptlessPolicy(id));
    page.headers.set("Referrer-Policy", "no-referrer");
    return page;
  };
  return Object.assign(handler, route);
}

/** What such a route does not take. A browser that opens a form's address by itself, as a reload does, is led to the payment. */
export function formMethods() {
  const others = otherMethods("POST");
  const GET = async (request: Request, { params }: Context): Promise<Response> => {
    if (!request.headers.get("accept")?.includes("text/html")) return others.GET();
    const { id } = await params;
    return seeOther(`/checkout/${encodeURIComponent(id)}${askedLanguage(request)}`);
  };
  return { ...others, GET };
}
