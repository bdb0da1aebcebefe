import type { CustomerRow } from "@/db/queries/customers";

export function customerObject({ id, email, sessions, paidSessions, lastSessionAt, livemode, createdAt }: CustomerRow) {
  return {
    id,
    object: "customer" as const,
    email,
    sessions,
    paidSessions,
    lastSessionAt: lastSessionAt?.toISOString() ?? null,
    livemode,
    createdAt: createdAt.toISOString(),
  };
}
