import { expect, test } from "vitest";
import { testApp } from "@/test/app";
import { ApiError } from "../errors";
import { localNode } from "./local-node";

const LOCAL = 31337;
const PUBLIC_TEST = 84532;

test("only a chain on this machine is asked to move money or blocks, and only where its node is configured", () => {
  const rpcUrl = "http://127.0.0.1:1";
  const app = testApp({
    databaseUrl: "postgres://nobody@127.0.0.1:1/none",
    rpcUrls: { [LOCAL]: [rpcUrl], [PUBLIC_TEST]: [rpcUrl] },
  });
  expect(() => localNode(app, LOCAL)).not.toThrow();
  for (const chainId of [PUBLIC_TEST, 31338, 999]) expect(() => localNode(app, chainId)).toThrow(ApiError);
});
