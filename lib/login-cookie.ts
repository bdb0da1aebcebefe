const NAME = "next-auth.session-token";
const SECURE_NAME = `__Secure-${NAME}`;

/** `__Secure-` wherever the app is served over https: a browser then refuses the cookie without its Secure flag. */
export function loginCookieName(appUrl: string): string {
  return appUrl.startsWith("https://") ? SECURE_NAME : NAME;
}

/** Every name a login cookie can have, for a look that decides nothing. */
export const LOGIN_COOKIE_NAMES = [NAME, SECURE_NAME];

/** Which room a signed-out visitor wanted; read by the login page alone, so that no query parameter steers a redirect. */
export const WANTED_COOKIE_NAME = "florin-wanted";

/** The path if it is a page of the dashboard, else the dashboard's first page. */
export function dashboardPath(wanted: string | undefined): string {
  return wanted && /^\/dashboard(\/[A-Za-z0-9_-]+)*$/.test(wanted) ? wanted : "/dashboard";
}
