import { describe, expect, it } from "vitest";
import { html } from "./html";

describe("markup from a template", () => {
  it("takes what is put in as text, in an element and in an attribute", () => {
    const evil = `"><script>alert('1')</script>&`;
    expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  it("leaves markup in markup, and null out", () => {
    expect(html`<ul>${html`<li>${"a & b"}</li>`}${null}</ul>`.text).toBe("<ul><li>a &amp; b</li></ul>");
  });

  it("does not take an object that looks like markup for it", () => {
    const forged = { text: "<script>" } as unknown as string;
    expect(() => html`${forged}`).toThrow();
  });
});
