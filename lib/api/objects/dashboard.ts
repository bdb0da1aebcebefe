import { z } from "zod";
import { policySchema } from "../../services/policy-schema";
import { API_SCOPES } from "../api-scope";
import { component } from "./component";
import { idOf, listOf, livemode, moment } from "./parts";

/** Objects of the dashboard's own rooms. */

const keyFields = {
  id: idOf("apiKey"),
  object: z.literal("api_key"),
  name: z.string().describe("What you call it."),
  scopes: z.array(z.enum(API_SCOPES)).describe("What it may do."),
  hint: z.string().meta({ description: "All that is kept to recognise it by.", examples: ["ck_test_…x7Qp"] }),
  livemode,
  createdAt: moment.describe("When it was made."),
  lastUsedAt: moment.nullable().describe("Noted at most once a minute; null: never used."),
  expiresAt: moment.nullable().describe("From then on it opens nothing; null: never."),
  revokedAt: moment.nullable().describe("When it was taken out of use; null while it is in use."),
};

export const apiKey = component("ApiKey", "What a program calls the API with.", z.strictObject(keyFields));

export const apiKeyList = listOf("ApiKey", apiKey);

export const apiKeyWithSecret = component(
  "ApiKeyWithSecret",
  "The same with the key itself, which is shown in this answer alone.",
  z.strictObject({
    ...keyFields,
    key: z.string().meta({ description: "The key. Only its hash is kept.", examples: ["ck_test_…"] }),
  }),
);

export const wallet = component(
  "Wallet",
  "Where the merchant's money goes: an address, or an extended public key. Never a private key.",
  z.strictObject({
    id: idOf("wallet"),
    object: z.literal("wallet"),
    kind: z.enum(["treasury", "xpub"]).describe("`treasury`: an address · `xpub`: an extended public key."),
    treasury: z.string().nullable().describe("The address, with its checksum; null for an extended public key."),
    fingerprint: z.string().describe("Tells it from others: the address, or a hash of the key."),
    firstAddresses: z.array(z.string()).describe("Up to three, to compare with what your own wallet shows."),
    active: z.boolean().describe("Serves new sessions."),
    createdAt: moment.describe("When it was added."),
  }),
);

export const walletList = listOf("Wallet", wallet);

const policy = component("Policy", "How payments are judged, by new sessions.", policySchema);

export const settings = component(
  "Settings",
  "The merchant's own, for both modes.",
  z.strictObject({
    object: z.literal("settings"),
    name: z.string().describe("The shop's name, as customers read it."),
    supportEmail: z.string().nullable().describe("Where customers can write to; null: nothing is shown."),
    supportUrl: z.string().nullable().describe("A page where customers can ask; null: nothing is shown."),
    supportText: z.string().nullable().describe("How else to ask, in plain words; null: nothing is shown."),
    accentColor: z.string().nullable().describe("The colour of buttons and links on the customer's pages; null: Florin's own."),
    logoUrl: z.string().nullable().describe("The logo as its host has it; customers see Florin's copy of it. Null: none."),
    embedOrigins: z.array(z.string()).describe("The sites whose pages may show the checkout in a frame; empty: nobody's."),
    policy: policy.nullable().describe("Null: what is stored cannot be read."),
  }),
);
