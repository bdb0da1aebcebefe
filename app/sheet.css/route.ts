import text from "../customers.css";

export const dynamic = "force-static";

/** The customers' sheet as a file, for a page that came without it. */
export function GET(): Response {
  return new Response(text, { headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache" } });
}
