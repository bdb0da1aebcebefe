import { z } from "zod";
import { policySchema } from "../../services/policy-schema";
import { API_SCOPES } from "../api-scope";
import { component } from "./component";
import { idOf, listOf, livemode, moment } from "./parts";

/** Objects of the dashboard's own rooms. */

const keyFields = {
  id: idOf("apiKey"),
  object: z.literal("api_key"),
  name: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  hint: z.string().meta({ description: "All that is kept to recognise it by.", examples: ["ck_test_…x7Qp"] }),
  livemode,
  createdAt: moment,
  lastUsedAt: moment.nullable().describe("Noted at most once a minute."),
  expiresAt: moment.nullable().describe("From then on it opens nothing; null: never."),
  revokedAt: moment.nullable(),
};

export const apiKey = component("ApiKey", "What a program calls the API with.", z.strictObject(keyFields));

export const apiKeyList = listOf("ApiKey", apiKey);

export const apiKeyWithSecret = component(
  "ApiKeyWithSecret",
  "The same with the key itself, which is shown in this answer alone.",
  z.strictObject({ ...keyFields, key: z.string().meta({ examples: ["ck_test_…"] }) }),
);

export const wallet = component(
  "Wallet",
  "Where the merchant's money goes: an address, or an extended public key. Never a private key.",
  z.strictObject({
    id: idOf("wallet"),
    object: z.literal("wallet"),
    kind: z.enum(["treasury", "xpub"]),
    treasury: z.string().nullable().describe("The address, with its checksum."),
    fingerprint: z.string(),
    firstAddresses: z.array(z.string()).describe("Up to three, to compare with what your own wallet shows."),
    active: z.boolean().describe("Serves new sessions."),
    createdAt: moment,
  }),
);

export const walletList = listOf("Wallet", wallet);

const policy = component("Policy", "How payments are judged, by new sessions.", policySchema);

export const settings = component(
  "Settings",
  "The merchant's own, for both modes.",
  z.strictObject({
    object: z.literal("settings"),
    name: z.string(),
    supportEmail: z.string().nullable().describe("Shown to customers."),
    policy: policy.nullable().describe("Null: what is stored cannot be read."),
  }),
);
