import { describe, expect, test } from "vitest";
import { checkTarget, isPublicAddress } from "./target";

const strict = { allowPrivate: false };
const loose = { allowPrivate: true };
const problem = (url: string, rules = strict) => {
  const target = checkTarget(url, rules);
  return "problem" in target ? target.problem : null;
};

describe("a URL for webhooks", () => {
  test.each([
    "https://shop.example/webhooks",
    "https://shop.example:8443/",
    "https://shop.example:443/",
    "https://8.8.8.8/hook",
    "https://[2606:4700:4700::1111]/hook",
    "https://xn--bcher-kva.example/",
    "https://localhost.shop.example/",
  ])("%s is fine", (url) => expect(problem(url)).toBeNull());

  test.each([
    "https://localhost/",
    "https://LOCALHOST./",
    "https://api.localhost/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.0.0.1./",
    "https://①②⑦.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://[::]/",
    "https://[::1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[fe80::1]/",
    "https://[fec0::1]/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://192.0.0.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[fd00::1]/",
    "https://[fc00::1]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
  ])("%s leads to no public host", (url) => expect(problem(url)).toMatch("public host"));

  test.each([
    ["http://shop.example/", "https://"],
    ["ftp://shop.example/", "https://"],
    ["file:///etc/passwd", "https://"],
    ["javascript:alert(1)", "https://"],
    ["gopher://127.0.0.1:6379/_", "https://"],
    ["https://user@shop.example/", "user name"],
    ["https://user:pass@shop.example/", "user name"],
    ["https://good.example@127.0.0.1/", "user name"],
    ["https://shop.example:22/", "port"],
    ["https://shop.example:5432/", "port"],
    ["https://shop.example:80/", "port"],
    ["//shop.example/", "not a URL"],
    ["shop.example", "not a URL"],
    ["", "not a URL"],
    ["https://", "not a URL"],
    ["https://[::1", "not a URL"],
    ["https://1.2.3.4.5/", "not a URL"],
    [`https://shop.example/${"a".repeat(2_048)}`, "longer"],
  ])("%s is refused: %s", (url, words) => expect(problem(url)).toMatch(words));

  test("in test mode with the flag any host, port and plain http will do, but no other scheme and no password", () => {
    expect(problem("http://127.0.0.1:4000/hook", loose)).toBeNull();
    expect(problem("http://localhost:4000/hook", loose)).toBeNull();
    expect(problem("ftp://127.0.0.1/", loose)).toMatch("https://");
    expect(problem("http://user@127.0.0.1/", loose)).toMatch("user name");
  });

  test("its fragment is dropped", () => {
    expect(checkTarget("https://shop.example/hook#part", strict)).toEqual({ url: new URL("https://shop.example/hook") });
  });
});

test("only an address that is known to be public is public", () => {
  for (const address of ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"]) expect(isPublicAddress(address), address).toBe(true);
  for (const address of ["", "shop.example", "4000::1", "5f00::1", "fe80::1%eth0", "192.88.99.1"]) {
    expect(isPublicAddress(address), address).toBe(false);
  }
});
