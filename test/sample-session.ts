import type { SessionObject } from "@/lib/checkout/session-object";

const AT = "2026-11-21T09:00:00.000Z";
const amount = { wei: "20000000000000000", eth: "0.02" };
const none = { wei: "0", eth: "0" };
const asset = { symbol: "ETH", decimals: 18, contract: null, network: "eip155:31337" };
const address = "0x000000000000000000000000000000000000dEaD";
const rate = {
  base: "ETH",
  quote: "USD",
  value: "2500",
  lockedAt: AT,
  sources: [{ name: "fixed (test)", value: "2500", at: AT }],
};

/** A session as the API shows it, for tests that only carry one about. */
export function sampleSession(id: string, more: Partial<SessionObject> = {}): SessionObject {
  return {
    id,
    object: "checkout_session",
    livemode: false,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    linkId: null,
    status: "pending",
    paymentStatus: "unpaid",
    chainId: 31337,
    address,
    asset,
    amount,
    amountReceived: none,
    amountRemaining: amount,
    amountOverpaid: none,
    fiat: { amount: "50.00", currency: "USD" },
    ethPriceUsd: "2500",
    rate,
    methods: [{ chainId: 31337, asset, address, amount, rate, uri: `ethereum:${address}@31337` }],
    payments: [],
    confirmations: { seen: 0, required: 3 },
    flags: [],
    quotes: [
      { startsAt: AT, expiresAt: AT, graceUntil: AT, methods: [{ chainId: 31337, contract: null, amount, rate: "2500" }] },
    ],
    expiresAt: AT,
    graceUntil: AT,
    paidAt: null,
    deactivatedAt: null,
    txHash: null,
    metadata: {},
    description: null,
    successUrl: null,
    successMessage: null,
    cancelUrl: null,
    returnUrl: null,
    customerEmail: null,
    clientReferenceId: null,
    checkoutUrl: `http://localhost:3000/checkout/${id}`,
    ...more,
  };
}
