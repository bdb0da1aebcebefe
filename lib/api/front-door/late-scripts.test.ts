import { expect, test } from "vitest";
import { lateScripts } from "./late-scripts";

const small = (name: string) => `<script src="/small/${name}.js" async="" nonce="n+/="></script>`;
const LARGE = `<script src="/large.js" async="" nonce="n"></script>`;
const OLD = `<script src="/small/old.js" noModule="" nonce="n"></script>`;
const PAGE = `<!DOCTYPE html><html><head><title>日本</title>${small("a")}${LARGE}${OLD}${small("b")}</head><body><p>العربية</p><script>1</script></body></html>`;
const MOVED = `<!DOCTYPE html><html><head><title>日本</title>${LARGE}${OLD}</head><body><p>العربية</p><script>1</script>${small("a")}${small("b")}</body></html>`;

/** What comes out of a page that comes in pieces of so many bytes. */
function through(page: string, bytes: number): string {
  const scripts = lateScripts((address) => address.startsWith("/small/"));
  const all = Buffer.from(page);
  const out = Array.from({ length: Math.ceil(all.length / bytes) }, (_, place) =>
    scripts.push(all.subarray(place * bytes, (place + 1) * bytes)),
  );
  return Buffer.concat([...out, scripts.end()]).toString();
}

test("small scripts of the head wait for the end of the body, in their order; the others stay where they are", () => {
  expect(through(PAGE, PAGE.length * 2)).toBe(MOVED);
});

test("the body goes out as it comes", () => {
  const scripts = lateScripts(() => true);
  expect(scripts.push(Buffer.from(`<html><head>${small("a")}`)).toString()).toBe("");
  expect(scripts.push(Buffer.from("</head><body><p>one</p>")).toString()).toBe("<html><head></head><body><p>one</p>");
  expect(scripts.push(Buffer.from("<p>two</p>")).toString()).toBe("<p>two</p>");
  expect(scripts.push(Buffer.from("</body></html>")).toString()).toBe(`${small("a")}</body></html>`);
  expect(scripts.end().toString()).toBe("");
});

test("cut anywhere, a page loses no script and no letter", () => {
  for (const bytes of [1, 2, 3, 7, 50, 100]) {
    const page = through(PAGE, bytes);
    expect(page.replaceAll(small("a"), "").replaceAll(small("b"), "")).toBe(
      MOVED.replace(small("a"), "").replace(small("b"), ""),
    );
    expect(page.split(small("a"))).toHaveLength(2);
    expect(page.indexOf(small("a"))).toBeGreaterThan(page.indexOf("العربية"));
  }
});

test("a page without a head, or with one that does not end, comes out as it went in", () => {
  for (const page of ["<p>no head</p>", `<head>${small("a")}`, `<head>${"x".repeat(300_000)}${small("a")}</head><body></body>`])
    expect(through(page, 65_536)).toBe(page);
});
