import { limitAddress } from "@/lib/api/rate-limit";
import { llmsText } from "@/lib/api/reference/llms-text";
import { respondError } from "@/lib/api/respond";
import { newId } from "@/lib/ids";
import { app } from "@/lib/services/app";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  try {
    const { config } = app();
    await limitAddress(config, request.headers);
    return new Response(llmsText(config.APP_URL), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  } catch (thrown) {
    return respondError(thrown, newId("request"));
  }
}
