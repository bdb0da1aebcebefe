import { expect, test } from "vitest";
import { embedOrigin } from "./embed-origin";

test.each([
  ["https://shop.example", "https://shop.example"],
  ["https://Shop.Example/", "https://shop.example"],
  ["https://shop.example:443", "https://shop.example"],
  ["https://shop.example:8443", "https://shop.example:8443"],
  ["http://localhost:4000", "http://localhost:4000"],
  ["http://127.0.0.1:4000", "http://127.0.0.1:4000"],
  ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example"],
])("%s may frame as %s", (text, origin) => {
  expect(embedOrigin(text)).toBe(origin);
});

test.each([
  ["", "nothing"],
  ["null", "what a page without an origin calls itself"],
  ["*", "everybody"],
  ["https://*.example", "a pattern"],
  ["https://a.example;script-src", "another directive"],
  ["https://a.example,https://b.example", "a second policy"],
  ["https://a.example https://b.example", "two"],
  ["https://'none'", "a keyword"],
  ["http://shop.example", "a page that anybody on the way can change"],
  ["https://shop.example/path", "a path"],
  ["https://shop.example?x", "a query"],
  ["https://shop.example#x", "a fragment"],
  ["https://me@shop.example", "a user name"],
  ["javascript:alert(1)", "a script"],
  ["data:text/html,x", "data"],
  ["https:", "half of one"],
  ["//shop.example", "no scheme"],
  ["https://sh\nop.example", "a line break, which URLs drop"],
  [" https://shop.example", "a space before, which URLs drop"],
  ["https://bücher.example", "letters that pass for others"],
  ["https://[::1]", "an address that no content policy can name"],
  [`https://${"a".repeat(250)}.example`, "too long"],
])("%j is no origin: %s", (text) => {
  expect(embedOrigin(text)).toBeNull();
});
