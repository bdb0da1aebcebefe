import { chooseLocale, isLocale, LOCALE_COOKIE_NAME, LOCALE_PARAMETER, type Locale } from "../locale";

const COOKIE = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE_NAME}=([^;]*)`);
const YEAR_SECONDS = 365 * 86_400;

/** The language in which a customer is answered. */
export function requestLocale({ headers, url }: Pick<Request, "headers" | "url">): Locale {
  return chooseLocale({
    query: wished(url),
    cookie: COOKIE.exec(headers.get("cookie") ?? "")?.[1],
    acceptLanguage: headers.get("accept-language"),
  });
}

/** Keeps what the page's address asks for; it is a taste, no secret. Null where it asks for none of our languages. */
export function localeCookie({ url }: Pick<Request, "url">): string | null {
  const locale = wished(url);
  if (!isLocale(locale)) return null;
  return `${LOCALE_COOKIE_NAME}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax`;
}

/** The query that asks for a language as this request's address does: a shop's frame keeps no cookie. Empty: it asks for none. */
export function askedLanguage({ url }: Pick<Request, "url">): string {
  const locale = wished(url);
  return isLocale(locale) ? `?${LOCALE_PARAMETER}=${locale}` : "";
}

function wished(url: string): string | null {
  return new URL(url).searchParams.get(LOCALE_PARAMETER);
}
