/** Runs once when the server starts, never in a build: a wrong environment or clock ends the process, with one line. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServing } = await import("./lib/services/start-serving");
  await startServing();
  const { KEYED_HANDLERS } = await import("./app/api/v1/keyed-handlers");
  const { ANSWER_HEADERS } = await import("./lib/answer-headers");
  const { openFrontDoor } = await import("./lib/api/front-door/open-front-door");
  const { packPage } = await import("./lib/api/front-door/pack-page");
  const { openPackedFiles } = await import("./lib/api/front-door/packed-files");
  const folder = `${process.env.NEXT_DIST_DIR ?? ".next"}/static/chunks`;
  const sendFile = openPackedFiles({ folder, address: "/_next/static/chunks", headers: ANSWER_HEADERS });
  openFrontDoor(KEYED_HANDLERS, ANSWER_HEADERS, (request, response) => {
    if (sendFile(request, response)) return true;
    packPage(request, response);
    return false;
  });
}
