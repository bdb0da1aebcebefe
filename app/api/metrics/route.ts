import { bringsBearer } from "@/lib/api/brings-bearer";
import { otherMethods } from "@/lib/api/other-methods";
import { respondError } from "@/lib/api/respond";
import { getMetrics } from "@/lib/api/routes/machine";
import { served } from "@/lib/api/served";
import { ApiError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { currentRequestId } from "@/lib/request-context";
import { app } from "@/lib/services/app";
import { gatherMetrics } from "@/lib/services/gather-metrics";

export const dynamic = "force-dynamic";

/** For the operator's Prometheus. Closed while METRICS_TOKEN is not set. */
export const GET = served(getMetrics, async (request: Request) => {
  const requestId = currentRequestId() ?? newId("request");
  try {
    authenticate(request.headers);
    const { text, contentType } = await gatherMetrics(app(), Date.now());
    return new Response(text, {
      headers: { "Content-Type": contentType, "Cache-Control": "no-store", "Request-Id": requestId },
    });
  } catch (error) {
    return respondError(error, requestId);
  }
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");

function authenticate(headers: Headers): void {
  const { METRICS_TOKEN } = app().config;
  if (METRICS_TOKEN === undefined) {
    throw new ApiError("server", "metrics_disabled", "METRICS_TOKEN is not set, so this address is closed.", { status: 503 });
  }
  if (!bringsBearer(headers, METRICS_TOKEN)) {
    throw new ApiError("authentication", "metrics_token_wrong", "The metrics token is missing or wrong.");
  }
}
