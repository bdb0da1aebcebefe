import type { Method, RouteDescription } from "./describe-route";
import * as checkoutSessions from "./routes/checkout-sessions";
import * as customers from "./routes/customers";
import * as dashboard from "./routes/dashboard";
import * as events from "./routes/events";
import * as machine from "./routes/machine";
import * as offer from "./routes/offer";
import * as paymentLinks from "./routes/payment-links";
import * as ofPublic from "./routes/public";
import * as webhookEndpoints from "./routes/webhook-endpoints";

const METHODS: readonly Method[] = ["POST", "GET", "PATCH", "DELETE"];

/** Every described route, in the order in which the document tells of them: by room, then by path. */
export const ROUTES: readonly RouteDescription[] = [
  checkoutSessions,
  paymentLinks,
  webhookEndpoints,
  events,
  customers,
  offer,
  dashboard,
  ofPublic,
  machine,
].flatMap((module) => Object.values<RouteDescription>(module).sort(byPath));

/** A module's names have no order of their own that every bundler keeps. */
function byPath(a: RouteDescription, b: RouteDescription): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}
