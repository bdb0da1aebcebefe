import type { PublicMethod } from "@/lib/checkout/public-session";

const RANK = { low: 0, high: 1 } as const satisfies Record<PublicMethod["fee"], number>;

/** Ways to pay, those whose network takes little first, then the quicker; what is alike stays as the shop has it. */
export function cheapFirst(methods: readonly PublicMethod[]): PublicMethod[] {
  return [...methods].sort((one, other) => RANK[one.fee] - RANK[other.fee] || one.usualMs - other.usualMs);
}
