import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { PublicMethod, PublicSession } from "@/lib/checkout/public-session";
import { qrCode } from "@/lib/checkout/qr-code";
import { Checkout } from "./checkout";
import { checkoutParts } from "./checkout-parts";
import { english, InEnglish } from "./testing/spoken";
import { nothing, payment, waiting } from "./testing/waiting-session";

const ADDRESS = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
const URI = `ethereum:${ADDRESS}@8453?value=15068000000000000`;

const NO_PICTURES = { logo: null, image: null };

function page(changes: Partial<PublicSession>): string {
  const session = { ...waiting, ...changes };
  const codes = [ADDRESS, URI].map((text) => ({ ...qrCode(text), text, proof: "" }));
  return renderToStaticMarkup(
    <InEnglish>
      <Checkout
        initial={session}
        pay={{ codes, networks: [], publicKey: "" }}
        parts={checkoutParts(session, english, NO_PICTURES)}
      />
    </InEnglish>,
  );
}

describe("the page as the server writes it", () => {
  it("holds address and amount as contiguous text, and the code of the address", () => {
    const html = page({});
    expect(html).toContain(`>${ADDRESS}<`);
    expect(html).toContain(">0.015068<");
    expect(html).toContain(`d="${qrCode(ADDRESS).path}"`);
  });

  it("holds a long amount as contiguous text too", () => {
    expect(page({ amountRemaining: { wei: "12345678901234567", eth: "0.012345678901234567" } })).toContain(
      ">0.012345678901234567<",
    );
  });

  it("shows what is missing, not the whole, once a part has come", () => {
    const html = page({ status: "underpaid", amountRemaining: { wei: "5068000000000000", eth: "0.005068" } });
    expect(html).toMatch(/data-testid="amount">0\.005068</);
  });

  it("says of money without a transaction that a contract sent it, and shows what a reorg gave back once", () => {
    const internal = { ...payment, txHash: null };
    const html = page({ status: "detected", payments: [{ ...internal, state: "reverted" }, internal] });
    expect(html.split("sent by a contract")).toHaveLength(2);
    expect(html).not.toContain("/tx/null");
  });

  it.each(["detected", "overpaid", "paid", "paid_late", "expired", "failed", "deactivated"] as const)(
    "shows no address to send to when the session is %s",
    (status) => {
      expect(page({ status })).not.toContain(ADDRESS);
    },
  );

  it("writes merchants' texts as text", () => {
    const html = page({ merchantName: "<script>alert(1)</script>", description: '"><img src=x onerror=alert(1)>' });
    expect(html).not.toMatch(/<script|<img/);
  });

  it("says where to ask the shop, as a letter that names the payment", () => {
    const html = page({ status: "paid_late", supportContact: "help@tea.example" });
    expect(html).toContain(">help@tea.example</a>");
    expect(html).toContain(
      'href="mailto:help@tea.example?subject=Payment%20of%20USD%C2%A050.00%20(cs_000000000000000000000000)"',
    );
    expect(page({ status: "pending", supportContact: "help@tea.example" })).not.toContain("help@tea.example");
    expect(page({ status: "paid_late" })).not.toContain("mailto:");
  });

  it("lets a contact carry no fields of its own into the letter", () => {
    const html = page({ status: "expired", supportContact: "a?cc=x&bcc=y%0A@tea.example" });
    expect(html).toContain('href="mailto:a%3Fcc%3Dx%26bcc%3Dy%250A@tea.example?subject=');
  });

  it("leaves for the shop's page without a referrer, and says where that is", () => {
    const html = page({ status: "paid", successUrl: "https://tea.example/thanks?order=42", amountRemaining: nothing });
    expect(html).toMatch(/<a href="https:\/\/tea\.example\/thanks\?order=42" target="_top" rel="noreferrer"/);
    expect(html).toContain(">tea.example<");
    expect(html).toContain("Returning to Tea House in 5 s");
  });

  it("says after the end whether something came too late", () => {
    expect(page({ status: "expired" })).toContain("No payment came in time");
    const html = page({ status: "expired", payments: [{ ...payment, late: true }] });
    expect(html).not.toContain("No payment came");
    expect(html).toContain("sees what arrived");
  });

  it("offers a new price by a plain form where one may be had, and nowhere else", () => {
    const form = new RegExp(`<form action="/api/checkout/${waiting.id}/requote" method="post"><button type="submit"`);
    expect(page({ status: "expired", requotable: true })).toMatch(form);
    expect(page({ status: "expired", requotable: true })).toContain("the address stays the same");
    expect(page({ status: "expired" })).not.toMatch(form);
    expect(page({ status: "expired" })).toContain("start again");
  });

  it("tells a payment that the network took and gave back once", () => {
    const twice = page({ status: "detected", payments: [{ ...payment, state: "reverted" }, payment] });
    expect(twice.match(/0xabababab…abab/g)).toHaveLength(1);
    expect(twice).not.toContain("taken back");
    expect(page({ payments: [{ ...payment, state: "reverted" }] })).toContain("taken back");
  });

  it("leads back at any time, and lets a customer give up until something has come", () => {
    const ways = { returnUrl: "https://tea.example/order", cancelUrl: "https://tea.example/basket" };
    const back = '<a href="https://tea.example/order" target="_top" rel="noreferrer"';
    const cancel = '<a href="https://tea.example/basket" target="_top" rel="noreferrer"';
    expect(page(ways)).toContain(back);
    expect(page(ways)).toContain(cancel);
    for (const status of ["pending", "detected", "underpaid", "overpaid", "paid", "paid_late", "failed"] as const) {
      const html = page({ ...ways, status, payments: [payment] });
      expect(html).toContain(back);
      expect(html).not.toContain("https://tea.example/basket");
    }
    expect(page({ ...ways, returnUrl: null, status: "deactivated" })).toContain(cancel);
    expect(page({ ...ways, returnUrl: null, status: "deactivated", payments: [payment] })).not.toContain("tea.example");
  });

  it("says of each way to pay how long it takes and whether its fee is low, cheap ones first", () => {
    const [base] = waiting.methods as [PublicMethod];
    const ethereum: PublicMethod = { ...base, chainId: 1, networkName: "Ethereum", fee: "high", usualMs: 144_000 };
    const polygon: PublicMethod = { ...base, chainId: 137, networkName: "Polygon", usualMs: 100_000 };
    const html = page({ methods: [base, ethereum, polygon] }).replaceAll("<!-- -->", "");
    expect(html).toContain("usually about 60 seconds · low fee");
    expect(html).toContain("usually about 3 minutes · higher fee");
    expect(html.indexOf("Polygon")).toBeLessThan(html.indexOf("Ethereum"));
    expect(page({})).not.toContain("/method");
  });

  it("says near the end that a new price may be had, where the server gives one", () => {
    const promise = "you can get a new price here";
    expect(page({ secondsLeft: 90 })).toContain(promise);
    expect(page({ secondsLeft: 900 })).not.toContain(promise);
    expect(page({ secondsLeft: 90, payments: [payment] })).not.toContain(promise);
    expect(page({ secondsLeft: 90, graceSecondsLeft: 90 })).not.toContain(promise);
  });
});
