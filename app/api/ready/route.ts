import { isMigrated } from "@/db/queries/migration-state";
import { otherMethods } from "@/lib/api/other-methods";
import { getReadiness } from "@/lib/api/routes/machine";
import { served } from "@/lib/api/served";
import { log } from "@/lib/log";
import { app } from "@/lib/services/app";

export const dynamic = "force-dynamic";

/** May this process be given requests? The database and its migrations decide, never a chain: pages work without one. */
export const GET = served(getReadiness, async () => {
  const ready = await isMigrated(app().database.db).catch((err: unknown) => {
    log.error({ err }, "not ready: the database does not answer as it should");
    return false;
  });
  return Response.json({ ready }, { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
