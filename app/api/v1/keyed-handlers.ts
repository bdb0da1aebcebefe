import type { Handler } from "@/lib/api/front-door/open-front-door";
import * as deactivation from "./checkout_sessions/[id]/deactivate/route";
import * as diagnosis from "./checkout_sessions/[id]/diagnosis/route";
import * as notes from "./checkout_sessions/[id]/notes/route";
import * as payments from "./checkout_sessions/[id]/payments/route";
import * as session from "./checkout_sessions/[id]/route";
import * as sessions from "./checkout_sessions/route";
import * as currencies from "./currencies/route";
import * as customer from "./customers/[id]/route";
import * as customers from "./customers/route";
import * as redelivery from "./deliveries/[id]/redeliver/route";
import * as event from "./events/[id]/route";
import * as events from "./events/route";
import * as networks from "./networks/route";
import * as link from "./payment_links/[id]/route";
import * as links from "./payment_links/route";
import * as simulation from "./test/checkout_sessions/[id]/simulate/route";
import * as deliveries from "./webhook_endpoints/[id]/deliveries/route";
import * as replay from "./webhook_endpoints/[id]/replay/route";
import * as secretRotation from "./webhook_endpoints/[id]/rotate_secret/route";
import * as endpoint from "./webhook_endpoints/[id]/route";
import * as testEvent from "./webhook_endpoints/[id]/test/route";
import * as endpoints from "./webhook_endpoints/route";

/** The handler of every route that takes an API key. */
export const KEYED_HANDLERS: readonly Handler[] = [
  deactivation,
  diagnosis,
  notes,
  payments,
  session,
  sessions,
  currencies,
  customer,
  customers,
  redelivery,
  event,
  events,
  networks,
  link,
  links,
  simulation,
  deliveries,
  replay,
  secretRotation,
  endpoint,
  testEvent,
  endpoints,
].flatMap((file) => Object.values<object>(file).filter(isRouted));

function isRouted(exported: object): exported is Handler {
  return "tell" in exported;
}
