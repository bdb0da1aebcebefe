import { expect, test } from "vitest";
import { dashboardPath, loginCookieName } from "./login-cookie";

test("the login cookie is a __Secure- one wherever the app is served over https", () => {
  expect(loginCookieName("https://pay.example")).toBe("__Secure-next-auth.session-token");
  expect(loginCookieName("http://127.0.0.1:3000")).toBe("next-auth.session-token");
});

test("after signing in nobody lands outside the dashboard", () => {
  expect(dashboardPath("/dashboard/sessions/cs_abc")).toBe("/dashboard/sessions/cs_abc");
  const hostile = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/dashboard/..//evil",
    "/dashboardx",
    "/dashboard?x=//e",
    "",
  ];
  for (const wanted of [...hostile, undefined]) expect(dashboardPath(wanted)).toBe("/dashboard");
});
