import { expect, it } from "vitest";
import { isPreviewRobot } from "./preview-robot";

it.each([
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "WhatsApp/2.23.20.0",
  "TelegramBot (like TwitterBot)",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
])("takes %s for a robot", (agent) => {
  expect(isPreviewRobot(new Headers({ "user-agent": agent }))).toBe(true);
});

it.each([
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Linux; Android 15; CUBOT X90) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
  "curl/8.5.0",
  "",
])("takes %s for a person", (agent) => {
  expect(isPreviewRobot(new Headers({ "user-agent": agent }))).toBe(false);
});

it("takes a browser that loads ahead for a robot", () => {
  expect(isPreviewRobot(new Headers({ "user-agent": "Mozilla/5.0 Chrome/143.0.0.0", "sec-purpose": "prefetch;prerender" }))).toBe(
    true,
  );
});
