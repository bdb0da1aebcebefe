import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Receipt } from "@/lib/checkout/receipt";
import { LOCALE_NAMES } from "@/lib/locale";
import { skeleton } from "@/test/markup";
import { XSS_TEXTS } from "@/test/xss";
import { NoReceipt, ReceiptView } from "./receipt-view";
import { tellingIn } from "./telling";

const HASH = `0x${"ab".repeat(32)}`;
const paid: Receipt = {
  id: "cs_000000000000000000000000",
  livemode: true,
  merchantName: "Tea House",
  description: "Two cups",
  fiat: { amount: "1250.00", currency: "EUR" },
  askedAt: "2026-11-21T09:00:00.000Z",
  paidAt: "2026-11-21T09:04:30.000Z",
  late: false,
  accepted: false,
  symbol: "ETH",
  networkName: "Base",
  address: "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
  due: "0.015068",
  overpaid: null,
  rates: [
    {
      base: "ETH",
      quote: "EUR",
      value: "3318.50",
      lockedAt: "2026-11-21T09:00:00.000Z",
      sources: [
        { name: "coinbase", value: "3318.00", at: "2026-11-21T08:59:50.000Z" },
        { name: "kraken", value: "3319.00", at: "2026-11-21T08:59:51.000Z" },
      ],
    },
  ],
  payments: [
    {
      txHash: HASH,
      explorerUrl: `https://basescan.org/tx/${HASH}`,
      networkName: "Base",
      symbol: "ETH",
      amount: "0.015068",
      worth: "1250.00",
      minedAt: "2026-11-21T09:03:00.000Z",
      late: false,
    },
  ],
};

const page = (changes: Partial<Receipt> = {}, locale: (typeof LOCALE_NAMES)[number] = "en") =>
  renderToStaticMarkup(<ReceiptView receipt={{ ...paid, ...changes }} telling={tellingIn(locale)} logo={null} />);
const [payment] = paid.payments;
if (!payment) throw new Error("the sample has a payment");

describe("a receipt", () => {
  it("tells price, times, address, payment, rate and its sources", () => {
    const html = page();
    for (const told of ["Tea House", "Two cups", paid.address, paid.id, "0.015068\u00a0ETH", "1 ETH = 3,318.50 EUR"]) {
      expect(html).toContain(told);
    }
    expect(html).toContain("EUR\u00a01,250.00");
    expect(html).toContain("21 Nov 2026, 09:04 UTC");
    expect(html).toContain("coinbase 3,318.00");
    expect(html).toContain("kraken 3,319.00");
  });

  it("leads to the transaction by a link and by a code", () => {
    const html = page();
    expect(html).toContain(`<a href="https://basescan.org/tx/${HASH}" target="_blank" rel="noreferrer"`);
    expect(html).toContain("QR code of the transaction");
    expect(html).toContain("block explorer");
  });

  it("where no explorer knows the network, the code holds the number", () => {
    const html = page({ payments: [{ ...payment, explorerUrl: null }] });
    expect(html).not.toContain('<a href="https:');
    expect(html).toContain("The code holds the number of the transaction.");
  });

  it("draws no code for money that a contract sent", () => {
    const html = page({ payments: [{ ...payment, txHash: null, explorerUrl: null }] });
    expect(html).not.toContain("QR code");
    expect(html).toContain("Sent by a contract");
  });

  it("says what was late, too much, or accepted", () => {
    expect(page({ late: true })).toContain("Paid after the time had run out");
    expect(page({ accepted: true })).toContain("Accepted by the shop");
    expect(page({ overpaid: "0.01" })).toContain("0.01\u00a0ETH");
  });
});

describe.each(LOCALE_NAMES)("in %s", (locale) => {
  it("every place in every text is filled", () => {
    const none = renderToStaticMarkup(<NoReceipt sessionId={paid.id} telling={tellingIn(locale)} />);
    expect(page({ late: true, overpaid: "0.01" }, locale) + none).not.toMatch(/\{\w+\}/);
  });

  it("has the same places as English", () => {
    const places = (texts: object): unknown =>
      Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [
          key,
          typeof text === "string" ? [...new Set(text.match(/\{\w+\}/g) ?? [])].sort() : places(text),
        ]),
      );
    expect(places(tellingIn(locale).words)).toEqual(places(tellingIn("en").words));
  });

  it("keeps every digit of a coin, and digits that a wallet shows", () => {
    expect(page({ due: "0.012345678901234567" }, locale)).toMatch(/0[.,]012345678901234567/);
  });
});

it.each(XSS_TEXTS)("shows %j as text", (text) => {
  const html = page({ merchantName: text, description: text });
  const plain = renderToStaticMarkup(<p>{text}</p>).slice(3, -4);
  expect(html.split(plain).length).toBeGreaterThanOrEqual(3);
  expect(skeleton(html)).toEqual(skeleton(page()));
});
