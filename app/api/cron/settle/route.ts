import { bringsBearer } from "@/lib/api/brings-bearer";
import { otherMethods } from "@/lib/api/other-methods";
import { respondError } from "@/lib/api/respond";
import { settle } from "@/lib/api/routes/machine";
import { served } from "@/lib/api/served";
import { ApiError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { currentRequestId } from "@/lib/request-context";
import { app } from "@/lib/services/app";
import { runTick } from "@/lib/services/run-tick";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

/** Leaves the last webhook attempt, 15 s at most, inside `maxDuration`. */
const BUDGET_MS = 40_000;

/** One tick, for installations without a resident process. Runs may overlap: a network that another run has is skipped. */
export const GET = served(settle, async (request: Request) => {
  const now = Date.now();
  const requestId = currentRequestId() ?? newId("request");
  try {
    authenticate(request);
    const { networks } = await runTick(app(), { now, deadline: now + BUDGET_MS });
    const skipped = networks.filter((network) => network.outcome === "skipped").map((network) => network.chainId);
    const headers = { "Request-Id": requestId, "Cache-Control": "no-store" };
    return Response.json({ networks: networks.filter((network) => network.outcome !== "skipped"), skipped }, { headers });
  } catch (error) {
    return respondError(error, requestId);
  }
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");

/** Closed while CRON_SECRET is not set. */
function authenticate(request: Request): void {
  const { CRON_SECRET } = app().config;
  if (CRON_SECRET === undefined) {
    throw new ApiError("server", "cron_disabled", "CRON_SECRET is not set, so this address is closed.", { status: 503 });
  }
  if (!bringsBearer(request.headers, CRON_SECRET)) {
    throw new ApiError("authentication", "cron_secret_wrong", "The cron secret is missing or wrong.");
  }
}
