import { describe, expect, it } from "vitest";
import { refuseSecrets } from "./refuse-secrets";

const KEY_HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
const PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";

describe("a request's body", () => {
  it("is refused by the field that holds a secret, however deep", () => {
    const bodies: [string, Record<string, unknown>][] = [
      ["description", { description: `pay me, ${PHRASE}` }],
      ["metadata.note", { metadata: { note: PHRASE } }],
      ["list.1", { list: ["a", KEY_HEX] }],
      ["title", { title: `0x${KEY_HEX}` }],
    ];
    for (const [param, body] of bodies) {
      expect(() => refuseSecrets(body)).toThrow(expect.objectContaining({ code: "secret_refused", param, status: 400 }));
    }
  });

  it("is refused by a field's name that is a secret, which is not repeated", () => {
    const refused = expect.objectContaining({ code: "secret_refused", param: "body" });
    expect(() => refuseSecrets({ [PHRASE]: 1 })).toThrow(refused);
    expect(() => refuseSecrets({ metadata: { [KEY_HEX.padEnd(70, " x")]: 1 } })).not.toThrow();
  });

  it("may hold hashes where they have their place", () => {
    refuseSecrets({
      metadata: { receipt: KEY_HEX, txHash: `0x${KEY_HEX}` },
      clientReferenceId: KEY_HEX,
      successUrl: `https://shop.example/done?signature=${KEY_HEX}`,
      url: `https://shop.example/hook/${KEY_HEX}`,
    });
  });

  it("may hold anything else", () => {
    refuseSecrets({
      a: null,
      b: 1,
      c: true,
      d: [],
      e: { f: "text" },
      amount: { value: "50.00" },
      wallet: `0x${"ab".repeat(20)}`,
    });
  });
});
