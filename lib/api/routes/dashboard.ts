import { describeRoute } from "../describe-route";
import { apiKey, apiKeyList, apiKeyWithSecret, settings, wallet, walletList } from "../objects/dashboard";
import { createApiKeySchema, rollApiKeySchema } from "../schemas/api-key";
import { listPageSchema } from "../schemas/fields";
import { updateSettingsSchema } from "../schemas/settings";
import { walletBody } from "../schemas/wallet";

/** The dashboard's own rooms: people alone, by their login. */
const tag = "Dashboard";
const access = "cookie";

export const createApiKeyRoute = describeRoute({
  id: "createApiKey",
  method: "POST",
  path: "/api/v1/api_keys",
  tag,
  summary: "Create an API key",
  about: "The key is shown in this answer alone. It belongs to the mode that `Florin-Mode` names.",
  access,
  body: createApiKeySchema,
  answers: { 201: apiKeyWithSecret },
});

export const listApiKeys = describeRoute({
  id: "listApiKeys",
  method: "GET",
  path: "/api/v1/api_keys",
  tag,
  summary: "List the API keys that are in force",
  access,
  query: listPageSchema,
  answers: { 200: apiKeyList },
});

export const rollApiKeyRoute = describeRoute({
  id: "rollApiKey",
  method: "POST",
  path: "/api/v1/api_keys/{id}/roll",
  tag,
  summary: "Replace an API key",
  about: "A new key with the same name and scopes, shown in this answer alone. The old one goes on for the overlap.",
  access,
  idOf: "apiKey",
  body: rollApiKeySchema,
  answers: { 201: apiKeyWithSecret },
});

export const revokeApiKeyRoute = describeRoute({
  id: "revokeApiKey",
  method: "DELETE",
  path: "/api/v1/api_keys/{id}",
  tag,
  summary: "Revoke an API key",
  access,
  idOf: "apiKey",
  answers: { 200: apiKey },
});

export const addWalletRoute = describeRoute({
  id: "addWallet",
  method: "POST",
  path: "/api/v1/wallets",
  tag,
  summary: "Add a wallet",
  about: "By an address, or by an extended public key. It serves new sessions from now on.",
  access,
  body: walletBody,
  answers: { 201: wallet },
  errors: [
    "wallet_checksum",
    "wallet_depth",
    "wallet_family",
    "wallet_incomplete",
    "wallet_is_name",
    "wallet_is_receive_address",
    "wallet_is_token",
    "wallet_prefix",
    "wallet_taken",
    "wallet_test_key",
    "wallet_unknown",
    "wallet_unspendable",
  ],
});

export const listWalletsRoute = describeRoute({
  id: "listWallets",
  method: "GET",
  path: "/api/v1/wallets",
  tag,
  summary: "List wallets",
  access,
  query: listPageSchema,
  answers: { 200: walletList },
});

export const getSettings = describeRoute({
  id: "getSettings",
  method: "GET",
  path: "/api/v1/settings",
  tag,
  summary: "Get the merchant's settings",
  access,
  answers: { 200: settings },
});

export const updateSettingsRoute = describeRoute({
  id: "updateSettings",
  method: "PATCH",
  path: "/api/v1/settings",
  tag,
  summary: "Change the merchant's settings",
  about: "What is absent stays; null takes a network's own rule away. New sessions follow.",
  access,
  body: updateSettingsSchema,
  answers: { 200: settings },
});
