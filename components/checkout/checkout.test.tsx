import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { PublicPayment, PublicSession } from "@/lib/checkout/public-session";
import { Checkout } from "./checkout";
import { PaymentQr } from "./payment-qr";
import { nothing, waiting } from "./testing/waiting-session";

const ADDRESS = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

function page(changes: Partial<PublicSession>): string {
  return renderToStaticMarkup(<Checkout initial={{ ...waiting, ...changes }} qr={<PaymentQr address={ADDRESS} />} />);
}

const payment: PublicPayment = {
  txHash: `0x${"ab".repeat(32)}`,
  chainId: 8453,
  networkName: "Base",
  symbol: "ETH",
  amount: waiting.amount,
  state: "seen",
  late: false,
  counts: true,
  confirmations: { seen: 1, required: 3 },
  explorerUrl: null,
};

describe("the page as the server writes it", () => {
  it("holds address and amount as contiguous text, and the code of the address", () => {
    const html = page({});
    expect(html).toContain(`>${ADDRESS}<`);
    expect(html).toContain(">0.015068<");
    expect(html).toContain("QR code of the address");
  });

  it("holds a long amount as contiguous text too", () => {
    expect(page({ amount: { wei: "12345678901234567", eth: "0.012345678901234567" } })).toContain(">0.012345678901234567<");
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

  it("leaves for the shop's page without a referrer, and says where that is", () => {
    const html = page({ status: "paid", successUrl: "https://tea.example/thanks?order=42", amountRemaining: nothing });
    expect(html).toMatch(/<a href="https:\/\/tea\.example\/thanks\?order=42" rel="noreferrer"/);
    expect(html).toContain(">tea.example<");
    expect(html).toContain("Returning to Tea House in 5 s");
  });

  it("says after the end whether something came too late", () => {
    expect(page({ status: "expired" })).toContain("No payment came in time");
    const html = page({ status: "expired", payments: [{ ...payment, late: true }] });
    expect(html).not.toContain("No payment came");
    expect(html).toContain("sees what arrived");
  });

  it("tells a payment that the network took and gave back once", () => {
    const twice = page({ status: "detected", payments: [{ ...payment, state: "reverted" }, payment] });
    expect(twice.match(/0xabababab…abab/g)).toHaveLength(1);
    expect(twice).not.toContain("taken back");
    expect(page({ payments: [{ ...payment, state: "reverted" }] })).toContain("taken back");
  });
});
