import { llmsText } from "@/lib/api/reference/llms-text";
import { app } from "@/lib/services/app";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return new Response(llmsText(app().config.APP_URL), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
