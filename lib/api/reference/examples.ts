import { ID_PREFIXES, type IdKind } from "../../ids";

/** How a route is called by way of example, in test mode. */
export type Example = {
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  /** The client's method (`@florin/sdk`), and what its answer is called there; null: the client has none. */
  readonly client: readonly [method: string, answer: string] | null;
};

/** The id that stands in every example. */
export function exampleId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_4fK9mQ2xVbT7cR1sWzY8hNpL`;
}

const TX_HASH = `0x${"5c".repeat(32)}`;
const TREASURY = "0x52908400098527886E0F7030069857D2E4169EE7";

/** By `operationId`. A test calls each of them, by curl and by the client. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  createCheckoutSession: {
    body: {
      amount: { value: "50.00", currency: "USD" },
      clientReferenceId: "order-1002",
      successUrl: "https://shop.example/thanks",
      metadata: { cart: "8812" },
    },
    client: ["checkoutSessions.create", "session"],
  },
  listCheckoutSessions: { query: { status: "paid", limit: 10 }, client: ["checkoutSessions.list", "session"] },
  getCheckoutSession: { client: ["checkoutSessions.get", "session"] },
  updateCheckoutSession: { body: { description: "Two mugs, blue" }, client: ["checkoutSessions.update", "session"] },
  deactivateCheckoutSession: { body: { force: true }, client: ["checkoutSessions.deactivate", "session"] },
  acceptCheckoutSession: { body: { reason: "Paid the rest in cash" }, client: null },
  listSessionPayments: { client: ["checkoutSessions.listPayments", "payment"] },
  addSessionNote: { body: { text: "Called about delivery." }, client: ["checkoutSessions.addNote", "note"] },
  listSessionNotes: { client: ["checkoutSessions.listNotes", "note"] },
  diagnoseCheckoutSession: { query: { txHash: TX_HASH }, client: ["checkoutSessions.diagnose", "diagnosis"] },
  simulateCheckoutSession: { body: { scenario: "exact" }, client: ["checkoutSessions.simulate", "simulation"] },

  createPaymentLink: {
    body: { title: "Blue mug", fiatAmount: "18.50", fiatCurrency: "EUR" },
    client: ["paymentLinks.create", "link"],
  },
  listPaymentLinks: { query: { limit: 10 }, client: ["paymentLinks.list", "link"] },
  getPaymentLink: { client: ["paymentLinks.get", "link"] },
  updatePaymentLink: { body: { title: "Blue mug, large", fiatAmount: "21.00" }, client: ["paymentLinks.update", "link"] },
  archivePaymentLink: { client: ["paymentLinks.archive", "link"] },

  createWebhookEndpoint: {
    body: { url: "https://shop.example/florin", events: ["session.paid", "session.underpaid"] },
    client: ["webhookEndpoints.create", "endpoint"],
  },
  listWebhookEndpoints: { client: ["webhookEndpoints.list", "endpoint"] },
  getWebhookEndpoint: { client: ["webhookEndpoints.get", "endpoint"] },
  updateWebhookEndpoint: { body: { events: ["*"] }, client: ["webhookEndpoints.update", "endpoint"] },
  deleteWebhookEndpoint: { client: ["webhookEndpoints.delete", "deleted"] },
  rotateWebhookSecret: { client: ["webhookEndpoints.rotateSecret", "endpoint"] },
  testWebhookEndpoint: { client: ["webhookEndpoints.test", "delivery"] },
  listEndpointDeliveries: { client: ["webhookEndpoints.listDeliveries", "delivery"] },
  redeliver: { client: ["deliveries.redeliver", "delivery"] },
  replayEvents: { body: { since: "2026-01-31T12:00:00Z" }, client: ["webhookEndpoints.replay", "replay"] },

  listEvents: { query: { sequenceAfter: 41, sequenceBefore: 45 }, client: ["events.list", "event"] },
  getEvent: { client: ["events.get", "event"] },
  listCustomers: { query: { email: "ada@example.com" }, client: ["customers.list", "customer"] },
  getCustomer: { client: ["customers.get", "customer"] },
  listNetworks: { client: ["networks.list", "network"] },
  listCurrencies: { client: ["currencies.list", "currency"] },

  createApiKey: { body: { name: "Shop", scopes: ["sessions:read", "sessions:write"] }, client: null },
  listApiKeys: { client: null },
  rollApiKey: { body: { overlapSeconds: 3600 }, client: null },
  revokeApiKey: { client: null },
  addWallet: { body: { wallet: TREASURY }, client: null },
  listWallets: { client: null },
  getSettings: { client: null },
  updateSettings: { body: { supportEmail: "help@shop.example", embedOrigins: ["https://shop.example"] }, client: null },

  getPublicSession: { client: null },
  streamPublicSession: { client: null },
  choosePaymentMethod: { body: { chainId: 31337, asset: "native" }, client: null },
  giveCustomerEmail: { body: { email: "ada@example.com" }, client: null },
  requotePublicSession: { client: null },
  diagnosePublicSession: { body: { txHash: TX_HASH }, client: null },
  payFromTestWallet: { body: { amount: "exact" }, client: null },

  getHealth: { client: null },
  getReadiness: { client: null },
  settle: { client: null },
  getMetrics: { client: null },
  getOpenApi: { client: null },
};
