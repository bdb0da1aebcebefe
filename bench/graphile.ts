import { setTimeout as sleep } from "node:timers/promises";
import { type JobHelpers, Logger, run } from "graphile-worker";
import postgres from "postgres";
import { makeSender } from "../lib/webhooks/send";
import { signedHeaders } from "../lib/webhooks/sign";
import { createDatabase } from "./databases";

export type Job = { readonly url: string; readonly id: string; readonly body: string; readonly secret: string };

/** graphile-worker, posting the same webhooks by the same sender. */
export type GraphileQueue = {
  add(jobs: readonly Job[]): Promise<void>;
  drain(until: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

const SILENT = new Logger(() => () => {});
const TASK = "post";
const LOOK_EVERY_MS = 5;
const POOL = 12;

type Options = { readonly server: string; readonly atOnce: number; readonly batched: boolean; readonly keepsRows: boolean };

/**
 * @param atOnce jobs in flight
 * @param batched its own batching, of fetching and of completing; without, it is as it comes
 * @param keepsRows its task writes down how each attempt ended, in one statement, which need not wait for the disk
 */
export async function startGraphile({ server, atOnce, batched, keepsRows }: Options): Promise<GraphileQueue> {
  const url = await createDatabase(server);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const sender = makeSender();
  const attempts = postgres(url, { max: POOL, onnotice: () => {}, connection: { synchronous_commit: "off" } });
  await sql`
    create table attempts (job_id text, url text, number int, started_at timestamptz, ended_at timestamptz, status_code int,
      latency_ms int, error text, answer text, primary key (job_id, url, number))`;
  const post = async (payload: unknown, { job }: JobHelpers) => {
    const { url: target, id, body, secret } = payload as Job;
    const startedAt = Date.now();
    const headers = signedHeaders({ id, body, secrets: [secret], at: startedAt });
    const { statusCode, error, answer } = await sender.send({ url: target, headers, body, rules: { allowPrivate: true } });
    if (keepsRows) {
      const [start, end] = [new Date(startedAt), new Date()];
      await attempts`
        insert into attempts (job_id, url, number, started_at, ended_at, status_code, latency_ms, error, answer)
        values (${id}, ${target}, ${job.attempts}, ${start}, ${end}, ${statusCode}, ${end.getTime() - startedAt}, ${error}, ${answer})`;
    }
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  };
  const work = () =>
    run({
      logger: SILENT,
      noHandleSignals: true,
      taskList: { [TASK]: post },
      preset: {
        worker: {
          connectionString: url,
          concurrentJobs: atOnce,
          maxPoolSize: POOL,
          ...(batched && { localQueue: { size: 2 * atOnce }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }),
        },
      },
    });
  const left = async () => Number((await sql`select count(*) as left from graphile_worker.jobs`)[0]?.left);
  // The first start makes its tables.
  await (await work()).stop();
  return {
    async add(jobs) {
      await sql`
        select graphile_worker.add_jobs(array(
          select row(${TASK}, job, null, null, null, null, null, null)::graphile_worker.job_spec
          from json_array_elements(${JSON.stringify(jobs)}::text::json) job))`;
      await sql`analyze`;
    },
    async drain(until) {
      const runner = await work();
      await until();
      while ((await left()) > 0) await sleep(LOOK_EVERY_MS);
      await runner.stop();
    },
    async stop() {
      await sender.close();
      await Promise.all([sql.end(), attempts.end()]);
    },
  };
}
