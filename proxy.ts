import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { missingPayment } from "@/app/checkout/missing-payment";
import { ASKED_LANGUAGE_HEADER, PAGE_LOCALE_HEADER } from "@/app/page-locale";
import { SHEET_SOURCE } from "@/app/sheet-source";
import { EMBED_HEADER, embeddersOf } from "@/lib/api/embedding";
import { openerPolicy } from "@/lib/api/opener-policy";
import { refuseRush } from "@/lib/api/refuse-rush";
import { askedLanguage, localeCookie, requestLocale } from "@/lib/api/request-locale";
import { isUnknownSession } from "@/lib/api/unknown-session";
import { contentSecurityPolicy } from "@/lib/content-security-policy";
import { LOGIN_COOKIE_NAMES, WANTED_COOKIE_NAME } from "@/lib/login-cookie";

const WANTED_SECONDS = 600;
const CUSTOMERS = /^\/(checkout|l)\//;

/**
 * Gives every page its content security policy and the customer's pages their language, says whose pages may frame them,
 * shows signed-out visitors of the dashboard the way to the login, and tells customers of an address that leads to no
 * payment, and cuts a customer's page off from the page that opened it.
 * It authorises nothing: each page and each route asks lib/auth.ts for itself.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  if (pathname.startsWith("/dashboard") && !LOGIN_COOKIE_NAMES.some((name) => request.cookies.has(name))) {
    const away = NextResponse.redirect(new URL("/login", request.url));
    away.cookies.set(WANTED_COOKIE_NAME, pathname, { path: "/login", httpOnly: true, sameSite: "lax", maxAge: WANTED_SECONDS });
    return away;
  }
  const refused = await refuseRush(pathname, request.headers);
  if (refused) return refused;

  const nonce = randomBytes(16).toString("base64");
  const [embedders, isUnknown] = await Promise.all([embeddersOf(pathname, request.headers), isUnknownSession(pathname)]);
  const policy = contentSecurityPolicy({
    nonce,
    development: process.env.NODE_ENV === "development",
    embedders,
    sheet: SHEET_SOURCE,
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from the request's header.
  headers.set("content-security-policy", policy);
  // Set in any case: nobody outside tells our pages who frames them.
  headers.set(EMBED_HEADER, embedders.join(" "));
  const locale = requestLocale(request);
  headers.delete(PAGE_LOCALE_HEADER);
  headers.set(ASKED_LANGUAGE_HEADER, askedLanguage(request));
  if (CUSTOMERS.test(pathname)) headers.set(PAGE_LOCALE_HEADER, locale);
  const response = isUnknown ? missingPayment(locale) : NextResponse.next({ request: { headers } });
  if (CUSTOMERS.test(pathname)) {
    response.headers.set("Cross-Origin-Opener-Policy", openerPolicy(request.headers.get("sec-fetch-site")));
    const chosen = localeCookie(request);
    if (chosen !== null) response.headers.append("set-cookie", chosen);
  }
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/", "/login", "/dashboard/:path*", "/docs/:path*", "/checkout/:path*", "/l/:path*"] };
