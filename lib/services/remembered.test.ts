import { describe, expect, test } from "vitest";
import type { App } from "./app";
import { remembered } from "./remembered";

const FOR_MS = 100;
const MORE_MS = 50;

/** Something to load that is given when the test says so. */
function source() {
  const asked: { give: (value: string) => Promise<void>; fail: () => Promise<void> }[] = [];
  const app = {} as App;
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    asked,
    at: (now: number) =>
      remembered(app, "it", {
        now,
        forMs: FOR_MS,
        whileLoadingMs: MORE_MS,
        load: () =>
          new Promise<string>((resolve, reject) => {
            asked.push({
              give: (value) => {
                resolve(value);
                return settled();
              },
              fail: () => {
                reject(new Error("gone"));
                return settled();
              },
            });
          }),
      }),
  };
}

describe("a remembered value", () => {
  test("is loaded once for all who ask at the same time", async () => {
    const it = source();
    const answers = [it.at(0), it.at(1), it.at(2)];
    await it.asked[0]?.give("one");
    expect(await Promise.all(answers)).toEqual(["one", "one", "one"]);
    expect(it.asked).toHaveLength(1);
  });

  test("is given for a while longer while the next is loaded, once", async () => {
    const it = source();
    const first = it.at(0);
    await it.asked[0]?.give("one");
    expect(await first).toBe("one");
    expect(await Promise.all([it.at(100), it.at(120), it.at(149)])).toEqual(["one", "one", "one"]);
    expect(it.asked).toHaveLength(2);
    await it.asked[1]?.give("two");
    expect(await it.at(149)).toBe("two");
    expect(await it.at(199)).toBe("two");
    expect(it.asked).toHaveLength(2);
  });

  test("is never older than that, however long the next one takes", async () => {
    const it = source();
    void it.at(0);
    await it.asked[0]?.give("one");
    await it.at(100);
    const late = it.at(150);
    expect(it.asked).toHaveLength(3);
    await it.asked[2]?.give("three");
    expect(await late).toBe("three");
    await it.asked[1]?.give("two");
    expect(await it.at(160)).toBe("three");
  });

  test("whose next one failed is asked for again at its end, and the failure told", async () => {
    const it = source();
    void it.at(0);
    await it.asked[0]?.give("one");
    expect(await it.at(101)).toBe("one");
    await it.asked[1]?.fail();
    expect(await it.at(149)).toBe("one");
    const failing = it.at(150);
    const told = expect(failing).rejects.toThrow("gone");
    await it.asked[2]?.fail();
    await told;
    const again = it.at(151);
    await it.asked[3]?.give("four");
    expect(await again).toBe("four");
  });
});
