/**
 * Names that programs which draw a preview, or index, give themselves. Cubot makes telephones: their browsers are people.
 */
const ROBOT =
  /(?<!cu)bot\b|crawler|spider|preview|facebookexternalhit|whatsapp|telegram|slack|discord|skype|linkedin|pinterest|embedly|mastodon|iframely|snapchat|viber/i;

/** True for a visit that no person makes: a link's preview, an index, a browser that loads ahead. */
export function isPreviewRobot(headers: Headers): boolean {
  if (/prefetch|prerender/i.test(headers.get("sec-purpose") ?? headers.get("purpose") ?? "")) return true;
  return ROBOT.test(headers.get("user-agent") ?? "");
}
