import { expect, test } from "vitest";
import { metadataRows, toMetadata } from "./metadata-row";

test("what nobody touched keeps its kind", () => {
  const metadata = { order: 17, gift: true, note: "17" };
  expect(toMetadata(metadataRows(metadata))).toEqual(metadata);
});

test("an edited value is text, a line without a name is dropped", () => {
  const [row] = metadataRows({ order: 17 });
  if (!row) throw new Error("one row");
  expect(
    toMetadata([
      { ...row, value: "18" },
      { id: 1, name: "", value: "x", was: null },
    ]),
  ).toEqual({ order: "18" });
});

test("a name that objects already have is a name like any other", () => {
  const rows = [{ id: 0, name: "__proto__", value: "x", was: null }];
  expect(Object.keys(toMetadata(rows))).toEqual(["__proto__"]);
});
