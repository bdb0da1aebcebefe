import { describeRoute } from "../describe-route";
import { networkList } from "../objects/offer";

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
