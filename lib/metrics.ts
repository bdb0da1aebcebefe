import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { processWide } from "./process-wide";

const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];
const DELIVERY_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** This process's figures. Their labels have few values, each of ours: never an id, an address or a merchant's word. */
export const metrics = () => processWide("metrics", makeMetrics);

function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const given = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => ({
    name: `florin_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  const gauge = <Label extends string>(name: string, help: string, ...labels: Label[]) => new Gauge(given(name, help, ...labels));
  return {
    registry,
    requests: new Counter(given("requests_total", "Answered requests.", "method", "route", "status")),
    requestSeconds: new Histogram({
      ...given("request_seconds", "From the request's head to its answer.", "method", "route"),
      buckets: REQUEST_BUCKETS,
    }),
    attempts: new Counter(given("delivery_attempts_total", "Webhook attempts that ended, by what followed.", "outcome")),
    attemptSeconds: new Histogram({
      ...given("delivery_attempt_seconds", "From the lookup to the end of the receiver's answer."),
      buckets: DELIVERY_BUCKETS,
    }),
    databaseUp: gauge("database_up", "1 while the database answers; what is counted there is missing while not."),
    connections: gauge("database_connections", "Connections of every Florin process, by state.", "state"),
    poolSize: gauge("database_pool_size", "Connections that this process may hold."),
    sessions: gauge("sessions", "Checkout sessions.", "mode", "status"),
    payments: gauge("payments", "Transfers found for sessions, also those that were reverted.", "chain"),
    deliveriesPending: gauge("deliveries_pending", "Deliveries that wait for an attempt."),
    deliveriesOverdueSeconds: gauge("deliveries_overdue_seconds", "For how long the most overdue one has been due."),
    endpointsOff: gauge("webhook_endpoints_switched_off", "Webhook endpoints that Florin switched off."),
    scanBehindSeconds: gauge("scan_behind_seconds", "Age of the newest block that is verified.", "chain"),
    scanAgeSeconds: gauge("scan_age_seconds", "Since a scan last got through.", "chain"),
    scanStalled: gauge("scan_stalled", "1 while the network's scan stands still.", "chain"),
    rateAgeSeconds: gauge("rate_age_seconds", "Age of the newest price of a pair; +Inf: none yet.", "pair"),
  };
}

type Route = { readonly method: string; readonly path: string };

/** @returns what counts one answer of the route. Cheap: it is called for every request. */
export function requestMeter({ method, path }: Route): (status: number, ms: number) => void {
  const { requests, requestSeconds } = metrics();
  const duration = requestSeconds.labels(method, path);
  const byStatus = new Map<number, { inc(): void }>();
  return (status, ms) => {
    const counter = byStatus.get(status) ?? requests.labels(method, path, String(status));
    byStatus.set(status, counter);
    counter.inc();
    duration.observe(ms / 1_000);
  };
}

export function noteAttempt(outcome: string, ms: number): void {
  const { attempts, attemptSeconds } = metrics();
  attempts.labels(outcome).inc();
  attemptSeconds.observe(ms / 1_000);
}
