/** What the bench uses of it; the package brings no types. */
declare module "autocannon" {
  type Options = {
    url: string;
    method: "GET" | "POST";
    connections: number;
    /** Seconds. */
    duration?: number;
    /** Requests, in place of seconds. */
    amount?: number;
    headers: Readonly<Record<string, string>>;
    body?: string;
  };
  type Result = {
    "2xx": number;
    non2xx: number;
    errors: number;
    timeouts: number;
    /** Seconds. */
    duration: number;
    latency: { p50: number; p99: number };
  };
  export default function autocannon(options: Options): Promise<Result>;
}
