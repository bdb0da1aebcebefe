import type { Metadata } from "next";
import { ApiKeyForm } from "@/components/dashboard/api-key-form";
import { ApiKeyTable } from "@/components/dashboard/api-key-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { listKeys } from "@/db/queries/api-keys";
import { API_SCOPES } from "@/lib/api/api-scope";
import { openRoom } from "../room";

export const metadata: Metadata = { title: "API keys" };

const MOST_KEYS = 100;

export default async function ApiKeysPage() {
  const { db, scope, mode, now } = await openRoom();
  const keys = await listKeys(db, scope, { limit: MOST_KEYS, startingAfter: null });
  const lines = keys.map(({ id, name, hint, scopes, createdAt, lastUsedAt }) => ({
    id,
    name,
    hint,
    scopes,
    mayAll: scopes.length === API_SCOPES.length,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
  }));
  const act = <ApiKeyForm scopes={API_SCOPES} />;
  return (
    <>
      <PageHead title="API keys" act={lines.length > 0 && act} />
      {lines.length > 0 ? (
        <ApiKeyTable lines={lines} now={now} />
      ) : (
        <EmptyState title={mode === "test" ? "No test key yet" : "No live key yet"} act={act}>
          Your server needs a key to create sessions and to ask about them. Make one for each place that uses it.
        </EmptyState>
      )}
    </>
  );
}
