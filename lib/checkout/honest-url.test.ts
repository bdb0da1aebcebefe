import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOSTILE_URLS } from "@/test/fuzz/hostile-urls";
import { honestUrl } from "./honest-url";

describe("an address that may become a link", () => {
  it.each([
    ["https://tea.example/thanks?order=42", "https://tea.example/thanks?order=42"],
    ["HTTPS://Tea.Example", "https://tea.example/"],
    ["https://müller.example/", "https://xn--mller-kva.example/"],
    ["https://お茶.example/", "https://xn--t8jy01w.example/"],
    ["https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"],
    ["https://παράδειγμα.ελ/", "https://xn--hxajbheg2az3al.xn--qxam/"],
    ["http://localhost:3000/back", "http://localhost:3000/back"],
    ["https://tea.example:8443/", "https://tea.example:8443/"],
  ])("%s", (given, href) => expect(honestUrl(given)).toBe(href));
});

describe("an address that may not", () => {
  it.each([
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "JaVaScRiPt://tea.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://tea.example/1",
    "http://tea.example/",
    "//evil.example",
    "\\\\evil.example",
    "https://tea.example@evil.example/",
    "https://tea.example:pass@evil.example/",
    "https://evil.example\\@tea.example/",
    // Cyrillic о in a Latin word, in letters and in Punycode; a whole word of Cyrillic before a Latin ending.
    "https://gооd.example/",
    "https://xn--gd-1lcc.example/",
    "https://аррӏе.com/",
    "https://xn--80ak6aa92e.com/",
    "https://ορο.com/",
    "https://paypaı.com/",
    "https://tеa.example.com/",
    "https://xn--.example/",
    "https://xn--99999999999.example/",
  ])("%j", (given) => expect(honestUrl(given)).toBeNull());

  it("stands for nothing where there is none", () => expect(honestUrl(null)).toBeNull());
});

it("of all hostile addresses, those that become links are https and lead where they say", () => {
  for (const given of HOSTILE_URLS) {
    const href = honestUrl(given);
    if (href === null) continue;
    const url = new URL(href);
    expect([url.protocol, url.username, url.password]).toEqual(["https:", "", ""]);
    expect(url.hostname).not.toContain("xn--");
  }
});

it("reads every host that the platform encodes, and fails on none", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."aäéłžñ日本の漢字한국عرب"), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(letters, fc.string(), (label, junk) => {
      const host = domainToASCII(`${label}.example`);
      if (/^[aäéłžñ]+$/.test(label)) expect(honestUrl(`https://${host}/`)).toBe(`https://${host}/`);
      expect(() => honestUrl(`https://xn--${junk}/`)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});
