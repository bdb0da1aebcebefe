import { describeRoute } from "../describe-route";
import { currencyList, networkList } from "../objects/offer";

export const listNetworks = describeRoute({
  id: "listNetworks",
  method: "GET",
  path: "/api/v1/networks",
  tag: "Networks and currencies",
  summary: "List the networks and assets that you can take now",
  about: "Connected, of the key's mode, with a wallet. Few: always one page.",
  access: "sessions:read",
  answers: { 200: networkList },
});

export const listCurrencies = describeRoute({
  id: "listCurrencies",
  method: "GET",
  path: "/api/v1/currencies",
  tag: "Networks and currencies",
  summary: "List the currencies in which a price may be",
  about: "Those with a rate, in the key's mode. Few: always one page.",
  access: "sessions:read",
  answers: { 200: currencyList },
});
