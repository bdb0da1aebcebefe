import { processWide } from "../process-wide";
import type { App } from "./app";

type Kept<T = unknown> = { readonly until: number; readonly value: Promise<T>; next: Promise<void> | null };

const MAX_KEPT = 10_000;

const memory = processWide("remembered", () => new WeakMap<App, Map<string, Kept>>());

type Remember<T> = {
  readonly now: number;
  readonly forMs: number;
  /** For so much longer nobody waits: the old value is given while the next one is loaded. */
  readonly whileLoadingMs?: number;
  readonly load: () => Promise<T>;
};

/** A value that may be some milliseconds old, loaded once for all who ask for it meanwhile. A failure is not kept. */
export function remembered<T>(app: App, key: string, { now, forMs, whileLoadingMs = 0, load }: Remember<T>): Promise<T> {
  const kept = memory.get(app) ?? new Map<string, Kept>();
  memory.set(app, kept);
  const found = kept.get(key) as Kept<T> | undefined;
  const isTimely = found !== undefined && found.until - now <= forMs;
  if (isTimely && found.until > now) return found.value;
  if (isTimely && found.until + whileLoadingMs > now) {
    found.next ??= loadNext(kept, key, { found, until: now + forMs, load });
    return found.value;
  }
  if (kept.size >= MAX_KEPT) kept.clear();
  const value = load();
  kept.set(key, { until: now + forMs, value, next: null });
  value.catch(() => kept.delete(key));
  return value;
}

type Next<T> = { readonly found: Kept<T>; readonly until: number; readonly load: () => Promise<T> };

/** Takes the old value's place when it is there. Without it the old one comes to its end. */
async function loadNext<T>(kept: Map<string, Kept>, key: string, { found, until, load }: Next<T>): Promise<void> {
  try {
    const value = await load();
    if (kept.get(key) === found) kept.set(key, { until, value: Promise.resolve(value), next: null });
  } catch {
    // Whoever asks after the old value's end loads it for himself, and hears of the failure.
  }
}

export function forget(app: App, key: string): void {
  memory.get(app)?.delete(key);
}
