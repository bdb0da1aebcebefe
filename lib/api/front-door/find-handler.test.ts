import { describe, expect, test } from "vitest";
import { handlerFinder } from "./find-handler";

const handlers = [
  { name: "read", route: { method: "GET", path: "/api/things/{id}" } },
  { name: "parts", route: { method: "GET", path: "/api/things/{id}/parts" } },
  { name: "list", route: { method: "GET", path: "/api/things" } },
  { name: "make", route: { method: "POST", path: "/api/things" } },
  { name: "newest", route: { method: "GET", path: "/api/things/newest" } },
] as const;
const find = handlerFinder(handlers);
const found = (method: string, path: string) => {
  const one = find(method, path);
  return one && [one.handler.name, one.params];
};

test.each([
  ["GET", "/api/things", ["list", {}]],
  ["POST", "/api/things", ["make", {}]],
  ["GET", "/api/things/t_1", ["read", { id: "t_1" }]],
  ["GET", "/api/things/t_1/parts", ["parts", { id: "t_1" }]],
  ["GET", "/api/things/newest", ["newest", {}]],
])("%s %s is found", (method, path, expected) => {
  expect(found(method, path)).toEqual(expected);
});

describe("left to another router", () => {
  test.each([
    ["PUT", "/api/things"],
    ["HEAD", "/api/things"],
    ["POST", "/api/things/t_1"],
    ["GET", "/api/things/"],
    ["GET", "//api/things"],
    ["GET", "/api/things/t%5F1"],
    ["GET", "/api/things/t_1/parts/p"],
    ["GET", "/api/things//parts"],
    ["GET", "/api/things/../things"],
    ["GET", "/api/things/."],
    ["GET", "/API/things"],
    ["GET", "*"],
    ["GET", ""],
    ["GET", "http://evil.example/api/things"],
    ["__proto__", "/api/things"],
  ])("%s %s", (method, path) => {
    expect(found(method, path)).toBeNull();
  });
});
