import type { RouteDescription } from "@/lib/api/describe-route";
import { ROUTES } from "@/lib/api/registry";
import type { IdKind } from "@/lib/ids";
import { callAs, type Told, type Who } from "./call";

type Maker = (who: Who) => Promise<string>;

function routeOf(id: string): RouteDescription {
  const route = ROUTES.find((one) => one.id === id);
  if (!route) throw new Error(`there is no route ${id}`);
  return route;
}

async function done(id: string, who: Who, of?: string): Promise<Told["body"]> {
  const { status, body, text } = await callAs(who, routeOf(id), of);
  if (status >= 300) throw new Error(`${id} answered ${status}: ${text}`);
  return body;
}

const session: Maker = async (who) => (await done("createCheckoutSession", who)).id;

async function newest(list: string, who: Who): Promise<string> {
  return (await done(list, who)).data[0].id;
}

/** How a merchant comes to an object of its own, by the API itself. A kind that is missing here fails the matrix. */
export const MAKERS: Readonly<Partial<Record<IdKind, Maker>>> = {
  session,
  paymentLink: async (who) => (await done("createPaymentLink", who)).id,
  webhookEndpoint: async (who) => (await done("createWebhookEndpoint", who)).id,
  apiKey: async (who) => (await done("createApiKey", who)).id,
  event: async (who) => {
    await session(who);
    return newest("listEvents", who);
  },
  customer: async (who) => {
    await done("giveCustomerEmail", who, await session(who));
    return newest("listCustomers", who);
  },
  delivery: async (who) => {
    const { id } = await done("createWebhookEndpoint", who);
    return (await done("testWebhookEndpoint", who, id)).id;
  },
};
