import { processWide } from "../process-wide";
import type { App } from "./app";

type Kept = { readonly until: number; readonly value: Promise<unknown> };

const MAX_KEPT = 10_000;

const memory = processWide("remembered", () => new WeakMap<App, Map<string, Kept>>());

/** A value that may be some milliseconds old, loaded once for all who ask for it meanwhile. A failure is not kept. */
export function remembered<T>(
  app: App,
  key: string,
  { now, forMs, load }: { now: number; forMs: number; load: () => Promise<T> },
): Promise<T> {
  const kept = memory.get(app) ?? new Map<string, Kept>();
  memory.set(app, kept);
  const found = kept.get(key);
  if (found && found.until > now && found.until - now <= forMs) return found.value as Promise<T>;
  if (kept.size >= MAX_KEPT) kept.clear();
  const value = load();
  kept.set(key, { until: now + forMs, value });
  value.catch(() => kept.delete(key));
  return value;
}

export function forget(app: App, key: string): void {
  memory.get(app)?.delete(key);
}
