import { expect, it } from "vitest";
import { localeCookie, requestLocale } from "./request-locale";

function request(path: string, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost:3000${path}`, { headers });
}

it("answers in the language of the address, else of the cookie, else of the browser", () => {
  const both = { cookie: "theme=dark; florin_lang=ja; other=1", "accept-language": "fr" };
  expect(requestLocale(request("/checkout/x?lang=ar", both))).toBe("ar");
  expect(requestLocale(request("/checkout/x?a=1", both))).toBe("ja");
  expect(requestLocale(request("/checkout/x", { "accept-language": "fr" }))).toBe("fr");
  expect(requestLocale(request("/checkout/x"))).toBe("en");
});

it("takes no cookie whose name only ends in ours, and no language that we do not speak", () => {
  expect(requestLocale(request("/", { cookie: "not_florin_lang=ja" }))).toBe("en");
  expect(requestLocale(request("/?lang=xx", { cookie: "florin_lang=../../etc", "accept-language": "de" }))).toBe("de");
});

it("keeps a language that the address asks for, and sets nothing else", () => {
  expect(localeCookie(request("/checkout/x?lang=pt"))).toBe("florin_lang=pt; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
  for (const path of ["/checkout/x", "/checkout/x?lang=", "/checkout/x?lang=xx", "/checkout/x?lang=de%0d%0aSet-Cookie:%20a=b"])
    expect(localeCookie(request(path))).toBeNull();
});
