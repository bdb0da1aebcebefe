import type { Row, Sql } from "postgres";
import type { Received } from "../inbox";

type Told = { sql: Sql; received: readonly Received[]; sessions: readonly Row[]; transfers: readonly Row[] };
// biome-ignore lint/suspicious/noExplicitAny: an event as its receiver reads it
type Wire = any;

const SUCCESSES = ["session.paid", "session.paid_late"];

/** R2 to R4: told exactly what happened, each thing once, and all of it arrived. */
export async function judgeEvents({ sql, received, sessions, transfers }: Told): Promise<string[]> {
  const rows = await sql`select * from events order by position`;
  const wrong = judgeArrival(rows, received);
  const heard: Wire[] = [...new Map(received.map(({ body }) => [body, JSON.parse(body)])).values()];
  for (const session of sessions) {
    const own = heard.filter(({ data }) => data.id === session.id).sort((a, b) => a.sequence - b.sequence);
    const count = (type: string) => own.filter((event) => event.type === type).length;
    const expect = (type: string, times: number) => {
      if (count(type) !== times) wrong.push(`session ${session.id} is ${session.status} and told ${count(type)} times ${type}`);
    };
    if (own[0]?.type !== "session.created") wrong.push(`session ${session.id} did not begin with its creation`);
    expect("session.created", 1);
    for (const type of SUCCESSES) expect(type, type === `session.${session.settled}` ? 1 : 0);
    expect("session.deactivated", session.deactivated_at === null ? 0 : 1);
    if (session.status === "expired") expect("session.expired", 1);
    const failures = count("session.failed");
    const mended = own.filter(({ type }) => type === "session.corrected").length;
    if (session.status === "failed" && failures === 0) wrong.push(`session ${session.id} failed in silence`);
    if (session.status !== "failed" && failures > mended) wrong.push(`session ${session.id} never took its failure back`);
    const success = own.findIndex(({ type }) => SUCCESSES.includes(type));
    const after = success < 0 ? [] : own.slice(success);
    if (after.some(({ data }) => !["paid", "paid_late", "failed"].includes(data.status))) {
      wrong.push(`session ${session.id} left its success`);
    }
    const paymentsOf = transfers.filter((one) => one.session_id === session.id);
    for (const { id, canonical } of paymentsOf) {
      const told = (type: string) => own.filter((event) => event.type === type && event.detail.payment === id).length;
      const standing = told("payment.received") - told("payment.reverted");
      if (standing !== (canonical ? 1 : 0)) {
        wrong.push(`payment ${id} is ${canonical ? "on" : "off"} the chain and was told of ${standing} times net`);
      }
      if (told("payment.confirmed") > 1 || (canonical && told("payment.confirmed") !== 1)) {
        wrong.push(`payment ${id} was told as confirmed ${told("payment.confirmed")} times`);
      }
    }
  }
  return wrong;
}

function judgeArrival(rows: readonly Row[], received: readonly Received[]): string[] {
  const wrong: string[] = [];
  const bodies = new Map<string, Set<string>>();
  for (const { headers, body } of received) {
    const id = String(headers["webhook-id"]);
    bodies.set(id, (bodies.get(id) ?? new Set()).add(body));
  }
  for (const { id, body, type } of rows) {
    if (bodies.get(id)?.size !== 1 || !bodies.get(id)?.has(body))
      wrong.push(`event ${type} ${id} did not arrive as it is stored`);
  }
  if (bodies.size !== rows.length) wrong.push(`${bodies.size} events arrived of ${rows.length}`);
  const numbers = [...bodies.values()].map(([body]) => JSON.parse(body as string).sequence).sort((a, b) => a - b);
  if (numbers.some((number, place) => number !== place + 1)) wrong.push(`the sequence has a gap or a repeat: ${numbers.join()}`);
  return wrong;
}
