import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { findAsset } from "@/lib/checkout/assets";
import { artefactPath, artefactText, compile, frozenSources } from "./compile";
import { LOCAL_CONTRACTS } from "./deploy-local";

it("the frozen artefacts are what the sources compile to, byte for byte", () => {
  const compiled = compile(frozenSources());
  const frozen = readdirSync(fileURLToPath(new URL("./artefacts", import.meta.url)));
  expect([...compiled.keys()].map((contract) => artefactPath(contract).split("/").at(-1)).sort()).toEqual(frozen.sort());
  for (const [contract, artefact] of compiled) {
    expect(artefactText(artefact) === readFileSync(artefactPath(contract), "utf8"), contract).toBe(true);
  }
});

it("the listed tokens of local chains are the demo tokens", () => {
  for (const chainId of [31337, 31338]) {
    expect(findAsset(chainId, LOCAL_CONTRACTS.usdc)?.symbol).toBe("USDC");
    expect(findAsset(chainId, LOCAL_CONTRACTS.usdt)?.symbol).toBe("USDT");
  }
});
