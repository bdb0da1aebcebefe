import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "@/lib/checkout/policy";
import { changesOf, draftOf, type NetworkDraft, type RuleName, type RuleNetwork } from "./settings-draft";

const ETHEREUM: RuleNetwork = { chainId: 1, name: "Ethereum", confirmations: 12, blockTimeMs: 12_000 };
const settings = {
  name: "Tea House",
  supportEmail: null,
  supportUrl: null,
  supportText: null,
  accentColor: "#b3541e",
  logoUrl: null,
  embedOrigins: ["https://tea.example", "http://localhost:4000"],
  policy: {
    ...DEFAULT_POLICY,
    expiresIn: 310,
    confirmations: {
      "1": [
        { upTo: "20.00", confirmations: 1 },
        { upTo: null, confirmations: 20 },
      ],
      "10": [{ upTo: "5.00", confirmations: 1 }],
    },
    forgiveness: { capBps: 200, upTo: { "1": "2.00" } },
  },
};
const saved = draftOf(settings, [ETHEREUM]);
const typed = (rules: Partial<Record<RuleName, string>>) => changesOf({ ...saved, rules: { ...saved.rules, ...rules } }, saved);
const onEthereum = (change: Partial<NetworkDraft>) => {
  const network = { ...(saved.networks[1] as NetworkDraft), ...change };
  return changesOf({ ...saved, networks: { ...saved.networks, 1: network } }, saved);
};

it("shows times in minutes and hours, shares in percent, and the networks it is about", () => {
  expect(saved.rules).toMatchObject({ expiresIn: "5.16", graceSeconds: "24", underBps: "0.5", dustBps: "0.1", capBps: "2" });
  expect(saved.networks).toEqual({
    1: { tiers: [{ id: 0, upTo: "20.00", confirmations: "1" }], above: "20", forgiven: "2.00" },
  });
});

describe("what is sent", () => {
  it("is nothing where nothing was typed, though some is shown rounded", () => {
    expect(changesOf(saved, saved)).toEqual({ ok: true, body: {} });
    expect(changesOf({ ...saved, name: " Tea House " }, saved)).toEqual({ ok: true, body: {} });
  });

  it("is what was typed, in the API's units", () => {
    expect(typed({ expiresIn: "45", underBps: " 1.25 ", holdBlocks: "30", capBps: "3" })).toEqual({
      ok: true,
      body: { policy: { expiresIn: 2_700, underBps: 125, holdBlocks: 30, forgiveness: { capBps: 300 } } },
    });
    expect(changesOf({ ...saved, supportEmail: "help@tea.example" }, saved)).toEqual({
      ok: true,
      body: { supportEmail: "help@tea.example" },
    });
    const known = { ...saved, supportEmail: "help@tea.example" };
    expect(changesOf({ ...known, supportEmail: "" }, known)).toEqual({ ok: true, body: { supportEmail: null } });
    const face = { accentColor: " ", logoUrl: " https://tea.example/logo.png", supportText: "Call us" };
    expect(changesOf({ ...saved, ...face }, saved)).toEqual({
      ok: true,
      body: { accentColor: null, logoUrl: "https://tea.example/logo.png", supportText: "Call us" },
    });
  });

  it("is every site on a line of its own, or none", () => {
    const typedSites = (embedOrigins: string) => changesOf({ ...saved, embedOrigins }, saved);
    expect(saved.embedOrigins).toBe("https://tea.example\nhttp://localhost:4000");
    expect(typedSites(`${saved.embedOrigins}\n`)).toEqual({ ok: true, body: {} });
    expect(typedSites(" https://tea.example\n\nhttps://tin.example, ")).toEqual({
      ok: true,
      body: { embedOrigins: ["https://tea.example", "https://tin.example"] },
    });
    expect(typedSites("")).toEqual({ ok: true, body: { embedOrigins: [] } });
  });

  it("is a network's whole list of tiers, or null for its own rule", () => {
    const tiers = [
      { id: 0, upTo: "20.00", confirmations: "1" },
      { id: 1, upTo: "500", confirmations: "six" },
    ];
    expect(onEthereum({ tiers, above: "" })).toMatchObject({
      body: {
        policy: {
          confirmations: {
            1: [
              { upTo: "20.00", confirmations: 1 },
              { upTo: "500", confirmations: "six" },
            ],
          },
        },
      },
    });
    expect(onEthereum({ tiers: [], above: " " })).toEqual({ ok: true, body: { policy: { confirmations: { 1: null } } } });
    expect(onEthereum({ forgiven: "" })).toEqual({ ok: true, body: { policy: { forgiveness: { upTo: { 1: null } } } } });
  });
});

it.each([
  ["underBps", "10.01", "from 0 to 10."],
  ["underBps", "0.555", "a number with at most two decimals"],
  ["underBps", "", "a number"],
  ["graceSeconds", "-1", "from 0 to 720."],
  ["expiresIn", "4.99", "from 5 to 43200."],
  ["capWhole", "1.5", "a whole number"],
  ["capBps", "11", "policy.forgiveness.capBps must be"],
] as const)("says in the field's own unit what is wrong with %s of %j", (rule, text, words) => {
  expect(typed({ [rule]: text })).toMatchObject({ ok: false, fault: { message: expect.stringContaining(words) } });
});
