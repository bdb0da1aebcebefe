/** After a plain form: the page that shows what came of it. A path of ours, so that no foreign host can be named. */
export function seeOther(path: `/${string}`): Response {
  return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });
}
