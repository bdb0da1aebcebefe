import { describe, expect, test } from "vitest";
import { openerPolicy } from "./opener-policy";

describe("openerPolicy", () => {
  test.each(["cross-site", "same-site", "same-origin", "", "None", null])("cuts off what opened the page: %s", (site) => {
    expect(openerPolicy(site)).toBe("same-origin");
  });

  test("an address that no page led to has nothing to be cut off from", () => {
    expect(openerPolicy("none")).toBe("unsafe-none");
  });
});
