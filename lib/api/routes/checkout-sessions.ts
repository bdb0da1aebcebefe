import { describeRoute } from "../describe-route";
import { checkoutSession, checkoutSessionList, note, noteList, paymentList } from "../objects/checkout-session";
import { diagnosis } from "../objects/diagnosis";
import { simulation } from "../objects/machine";
import {
  acceptSessionSchema,
  addNoteSchema,
  createSessionSchema,
  deactivateSessionSchema,
  diagnosisSchema,
  listSessionsSchema,
  updateSessionSchema,
} from "../schemas/checkout-session";
import { listPageSchema } from "../schemas/fields";
import { simulateSchema } from "../schemas/scenario";

const tag = "Checkout sessions";
const path = "/api/v1/checkout_sessions/{id}";
const idOf = "session";

export const createCheckoutSession = describeRoute({
  id: "createCheckoutSession",
  method: "POST",
  path: "/api/v1/checkout_sessions",
  tag,
  summary: "Create a checkout session",
  about:
    "By `linkId`, or ad hoc by `amount`; both only for a link with an open amount. The price is turned into an amount due at once, and that amount is held until `expiresAt`. With the `clientReferenceId` of a session that is still open, that session is answered, with 200.",
  access: "sessions:write",
  body: createSessionSchema,
  answers: { 200: checkoutSession, 201: checkoutSession },
  errors: [
    "not_found",
    "excludes_success_url",
    "currency_unsupported",
    "currency_differs",
    "amount_too_small",
    "amount_too_large",
    "link_has_price",
    "link_inactive",
    "asset_unsupported",
    "network_not_connected",
    "no_network",
    "no_wallet",
    "price_differs",
    "rate_unavailable",
    "policy_invalid",
    "busy",
  ],
});

export const listCheckoutSessions = describeRoute({
  id: "listCheckoutSessions",
  method: "GET",
  path: "/api/v1/checkout_sessions",
  tag,
  summary: "List checkout sessions",
  access: "sessions:read",
  query: listSessionsSchema,
  answers: { 200: checkoutSessionList },
});

export const getCheckoutSession = describeRoute({
  id: "getCheckoutSession",
  method: "GET",
  path,
  tag,
  summary: "Get a checkout session",
  access: "sessions:read",
  idOf,
  answers: { 200: checkoutSession },
});

export const updateCheckoutSession = describeRoute({
  id: "updateCheckoutSession",
  method: "PATCH",
  path,
  tag,
  summary: "Update a checkout session",
  about: "Its texts, in any status; never its price. What is absent stays; null clears; metadata is replaced as a whole.",
  access: "sessions:write",
  idOf,
  body: updateSessionSchema,
  answers: { 200: checkoutSession },
  errors: ["excludes_success_url"],
});

export const deactivateCheckoutSession = describeRoute({
  id: "deactivateCheckoutSession",
  method: "POST",
  path: `${path}/deactivate`,
  tag,
  summary: "Deactivate a checkout session",
  about:
    "Before it is paid. Once a payment is seen it takes `force: true`. The address stays watched: money that comes later is told of.",
  access: "sessions:write",
  idOf,
  body: deactivateSessionSchema,
  answers: { 200: checkoutSession },
  errors: ["payment_seen", "already_final"],
});

export const acceptCheckoutSession = describeRoute({
  id: "acceptCheckoutSession",
  method: "POST",
  path: `${path}/accept`,
  tag,
  summary: "Take what came for enough",
  about: "A person's word, kept with its reason: the session becomes paid.",
  access: "cookie",
  idOf,
  body: acceptSessionSchema,
  answers: { 200: checkoutSession },
  errors: ["already_final"],
});

export const listSessionPayments = describeRoute({
  id: "listSessionPayments",
  method: "GET",
  path: `${path}/payments`,
  tag,
  summary: "List a session's payments",
  access: "sessions:read",
  idOf,
  query: listPageSchema,
  answers: { 200: paymentList },
});

export const addSessionNoteRoute = describeRoute({
  id: "addSessionNote",
  method: "POST",
  path: `${path}/notes`,
  tag,
  summary: "Write something down about a session",
  about: "In any status. It changes nothing of the session.",
  access: "sessions:write",
  idOf,
  body: addNoteSchema,
  answers: { 201: note },
});

export const listSessionNotesRoute = describeRoute({
  id: "listSessionNotes",
  method: "GET",
  path: `${path}/notes`,
  tag,
  summary: "List a session's notes",
  access: "sessions:read",
  idOf,
  query: listPageSchema,
  answers: { 200: noteList },
});

export const diagnoseCheckoutSession = describeRoute({
  id: "diagnoseCheckoutSession",
  method: "GET",
  path: `${path}/diagnosis`,
  tag,
  summary: "Why is this session not paid by that transaction?",
  about: "Asks every connected network of the session's mode. Nothing is ever credited because somebody knows a hash.",
  access: "sessions:read",
  idOf,
  query: diagnosisSchema,
  answers: { 200: diagnosis },
});

export const simulateCheckoutSession = describeRoute({
  id: "simulateCheckoutSession",
  method: "POST",
  path: "/api/v1/test/checkout_sessions/{id}/simulate",
  tag,
  summary: "Play a scenario on a session",
  about:
    "In test mode, for a session on a local chain: real transactions, real blocks, real webhooks. It answers when the scenario is over, after a minute at most.",
  access: "sessions:write",
  idOf,
  body: simulateSchema,
  answers: { 200: simulation },
  errors: [
    "session_not_waiting",
    "scenario_running",
    "reorg_too_deep",
    "coin_not_taken",
    "webhook_refused",
    "chain_unavailable",
    "scenario_timeout",
  ],
});
