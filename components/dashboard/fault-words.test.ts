import { expect, test } from "vitest";
import { faultAt, faultElsewhere } from "./fault-words";

const fault = { code: "invalid_field", message: "amount.value must be at least 1.", param: "amount.value" };

test("a fault stands at its own field, without the field's technical name", () => {
  expect(faultAt(fault, "amount.value")).toBe("This must be at least 1.");
  expect(faultAt(fault, "amount")).toBe("This must be at least 1.");
  expect(faultAt(fault, "amo")).toBeNull();
});

test("a fault that no field shows stands under the form in full", () => {
  expect(faultElsewhere(fault, ["amount.value"])).toBeNull();
  expect(faultElsewhere(fault, ["title"])).toBe("amount.value must be at least 1.");
  expect(faultElsewhere({ code: "payment_seen", message: "A payment was seen.", param: null }, ["title"])).toBe(
    "A payment was seen.",
  );
});
