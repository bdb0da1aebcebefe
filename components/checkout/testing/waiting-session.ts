import type { PublicPayment, PublicSession } from "@/lib/checkout/public-session";

export const nothing = { wei: "0", eth: "0" };

/** A valid public session that waits for 0.015068 ETH on Base; tests change what they are about. */
export const waiting: PublicSession = {
  id: "cs_000000000000000000000000",
  object: "checkout_session",
  livemode: true,
  status: "pending",
  paymentStatus: "unpaid",
  flags: [],
  version: 1,
  merchantName: "Tea House",
  supportContact: null,
  description: null,
  fiat: { amount: "50.00", currency: "USD" },
  chosen: { chainId: 8453, asset: "native" },
  methods: [
    {
      chainId: 8453,
      networkName: "Base",
      local: false,
      asset: { symbol: "ETH", name: "Ether", decimals: 18, contract: null, network: "eip155:8453" },
      address: "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
      amount: { wei: "15068000000000000", eth: "0.015068" },
      rate: { base: "ETH", quote: "USD", value: "3318.50" },
      uri: "",
      confirmations: 3,
      usualMs: 60_000,
    },
  ],
  amount: { wei: "15068000000000000", eth: "0.015068" },
  amountReceived: nothing,
  amountRemaining: { wei: "15068000000000000", eth: "0.015068" },
  exchangeAmount: { wei: "15140000000000000", eth: "0.01514" },
  amountOverpaid: nothing,
  payments: [],
  confirmations: { seen: 0, required: 3 },
  expiresAt: "2026-01-01T00:30:00.000Z",
  graceUntil: "2026-01-02T00:30:00.000Z",
  secondsLeft: 1_800,
  secondsHeld: 1_800,
  graceSecondsLeft: 88_200,
  requotable: false,
  paidAt: null,
  txHash: null,
  successUrl: null,
  successMessage: null,
  cancelUrl: null,
  returnUrl: null,
  testPayment: false,
  final: false,
};

/** All of it, seen with its first confirmation. */
export const payment: PublicPayment = {
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
