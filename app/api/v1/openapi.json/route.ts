import { openApiDocument } from "@/lib/api/openapi/document";
import { otherMethods } from "@/lib/api/other-methods";
import { limitAddress } from "@/lib/api/rate-limit";
import { respond, respondError } from "@/lib/api/respond";
import { getOpenApi } from "@/lib/api/routes/machine";
import { served } from "@/lib/api/served";
import { newId } from "@/lib/ids";
import { processWide } from "@/lib/process-wide";
import { currentRequestId } from "@/lib/request-context";
import { app as theApp } from "@/lib/services/app";

export const dynamic = "force-dynamic";

/** For everybody, and the same for as long as the process lives. */
export const GET = served(getOpenApi, async (request: Request) => {
  const requestId = currentRequestId() ?? newId("request");
  try {
    const { config } = theApp();
    await limitAddress(config, request.headers);
    const text = processWide(`openapi ${config.APP_URL}`, () => JSON.stringify(openApiDocument(config.APP_URL)));
    return respond({ status: 200, text, replayed: false }, requestId);
  } catch (thrown) {
    return respondError(thrown, requestId);
  }
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
