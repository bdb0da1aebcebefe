/**
 * A value that exists once a process. Next bundles each route apart, so a module's own variable may exist several
 * times; the global object does not.
 */
export function processWide<T>(name: string, make: () => T): T {
  const slots = globalThis as unknown as Record<symbol, T | undefined>;
  const slot = Symbol.for(`florin.${name}`);
  const kept = slots[slot];
  if (kept !== undefined) return kept;
  const made = make();
  slots[slot] = made;
  return made;
}
