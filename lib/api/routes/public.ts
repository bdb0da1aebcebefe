import { z } from "zod";
import { describeRoute } from "../describe-route";
import { diagnosis } from "../objects/diagnosis";
import { testPayment } from "../objects/machine";
import { publicSession } from "../objects/public-session";
import { diagnosisSchema } from "../schemas/checkout-session";
import { chooseMethodSchema, giveEmailSchema, testPaymentSchema } from "../schemas/public-session";

/** The customer's page. The session's id in the path is a bearer secret: it is all that is asked for. */
const tag = "Customer's page";
const path = "/api/checkout/{id}";
const idOf = "session";
const access = "public";

export const getPublicSession = describeRoute({
  id: "getPublicSession",
  method: "GET",
  path,
  tag,
  summary: "Get what the customer's page shows",
  access,
  idOf,
  answers: { 200: publicSession },
});

export const streamPublicSession = describeRoute({
  id: "streamPublicSession",
  method: "GET",
  path: `${path}/stream`,
  tag,
  summary: "Follow a session",
  about: "Server-sent events: each one's data is a PublicSession as JSON.",
  access,
  idOf,
  media: "text/event-stream",
  answers: { 200: z.string() },
  errors: ["busy"],
});

export const choosePaymentMethod = describeRoute({
  id: "choosePaymentMethod",
  method: "POST",
  path: `${path}/method`,
  tag,
  summary: "Choose the way to pay",
  access,
  idOf,
  takesForms: true,
  body: chooseMethodSchema,
  answers: { 200: publicSession },
  errors: ["asset_unsupported", "already_final"],
});

export const giveCustomerEmail = describeRoute({
  id: "giveCustomerEmail",
  method: "POST",
  path: `${path}/email`,
  tag,
  summary: "Say where the customer can be written to",
  about: "Once. It is told to the shop alone, and shown on no page.",
  access,
  idOf,
  takesForms: true,
  body: giveEmailSchema,
  answers: { 200: publicSession },
  errors: ["email_known"],
});

export const requotePublicSession = describeRoute({
  id: "requotePublicSession",
  method: "POST",
  path: `${path}/requote`,
  tag,
  summary: "Ask for a new price",
  about: "Once the session has expired and nothing has come, while late money would still count.",
  access,
  idOf,
  takesForms: true,
  answers: { 200: publicSession },
  errors: [
    "not_expired",
    "payment_seen",
    "too_late",
    "order_has_open_session",
    "link_inactive",
    "rate_unavailable",
    "policy_invalid",
    "busy",
  ],
});

export const diagnosePublicSession = describeRoute({
  id: "diagnosePublicSession",
  method: "POST",
  path: `${path}/diagnosis`,
  tag,
  summary: "Why is this session not paid by my transaction?",
  access,
  idOf,
  takesForms: true,
  body: diagnosisSchema,
  answers: { 200: diagnosis },
});

export const payFromTestWallet = describeRoute({
  id: "payFromTestWallet",
  method: "POST",
  path: `${path}/test_payment`,
  tag,
  summary: "Pay from the local test chain's own wallet",
  about: "On a local test chain only; elsewhere there is no such route.",
  access,
  idOf,
  takesForms: true,
  body: testPaymentSchema,
  answers: { 201: testPayment },
  errors: ["chain_unavailable"],
});
