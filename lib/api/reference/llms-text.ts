import { TAGS } from "../openapi/words";
import { ROUTES } from "../registry";

export type Guide = { readonly path: string; readonly title: string; readonly about: string };

/** The guides, in the order in which they are read. */
export const GUIDES: readonly Guide[] = [
  { path: "/docs/first-payment", title: "Accept a first payment", about: "From a key to money, in ten minutes." },
  { path: "/docs/webhooks", title: "Webhooks", about: "Hear of everything, once, in order, and prove it." },
  { path: "/docs/embed", title: "On your own site", about: "The checkout over your shop's page, in two lines." },
  { path: "/docs/testing", title: "Testing", about: "Play what can go wrong, with real transactions." },
  { path: "/docs/going-live", title: "Going live", about: "What to look at before real money comes." },
];

/**
 * An index of the documentation and the API for programs that read, as llmstxt.org describes it: one line a route.
 *
 * @param baseUrl the app's own origin, without a slash at the end
 */
export function llmsText(baseUrl: string): string {
  const rooms = TAGS.map(({ name, description }) => {
    const routes = ROUTES.filter(({ tag }) => tag === name);
    const lines = routes.map(({ id, method, path, summary }) => `- [${method} ${path}](${baseUrl}/docs/api#${id}): ${summary}`);
    return `## ${name}\n\n${description}\n\n${lines.join("\n")}`;
  });
  return `# Florin

> A self-hosted, non-custodial crypto checkout: make a checkout session by API, send the customer to its page, and be told by a signed webhook.

- Base URL: ${baseUrl}/api/v1
- Key: \`Authorization: Bearer ck_test_…\`, made in the dashboard
- Amounts are decimal strings, times ISO 8601 in UTC, names camelCase

## Guides

${GUIDES.map(({ path, title, about }) => `- [${title}](${baseUrl}${path}): ${about}`).join("\n")}
- [API reference](${baseUrl}/docs/api): every call, object and error, with examples for curl and TypeScript
- [OpenAPI 3.1](${baseUrl}/api/v1/openapi.json): the same for machines

${rooms.join("\n\n")}
`;
}
