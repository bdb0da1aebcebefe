import { EVENT_TYPES } from "../../checkout/event";
import { groupBy } from "../../services/group-by";
import { ROUTES } from "../registry";
import { HEADERS } from "./headers";
import type { JsonSchema } from "./json-schema";
import { namedSchemas, requestSchema } from "./json-schemas";
import { bodyName, operationOf } from "./operation";
import { ABOUT, TAGS } from "./words";

const VERSION = "1.0.0";

export type OpenApiDocument = {
  readonly openapi: "3.1.1";
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } & JsonSchema;
} & JsonSchema;

/**
 * The API as an OpenAPI 3.1 document, made of the schemas that validate.
 *
 * @param baseUrl the app's own origin, without a slash at the end
 */
export function openApiDocument(baseUrl: string): OpenApiDocument {
  return {
    openapi: "3.1.1",
    info: { title: "Florin", version: VERSION, description: ABOUT, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: baseUrl }],
    tags: TAGS,
    paths: paths(),
    webhooks: webhooks(),
    components: {
      schemas: { ...namedSchemas(), ...bodies() },
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function paths(): OpenApiDocument["paths"] {
  const byPath = groupBy(ROUTES, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, routes]) => [
      path,
      Object.fromEntries(routes.map((route) => [route.method.toLowerCase(), operationOf(route)])),
    ]),
  );
}

function bodies(): Record<string, JsonSchema> {
  const withBody = ROUTES.filter(({ hasBody }) => hasBody);
  return Object.fromEntries(withBody.map((route) => [bodyName(route), requestSchema(route.body.test)]));
}

/** One kind of POST for every type: the event says which. */
function webhooks(): JsonSchema {
  return {
    event: {
      post: {
        operationId: "receiveEvent",
        tags: ["Events"],
        summary: "An event, sent to your endpoint",
        description: `Signed as Standard Webhooks 1.0 says. Answer with any 2xx within 15 seconds. Types: ${EVENT_TYPES.map((type) => `\`${type}\``).join(", ")}.`,
        parameters: WEBHOOK_HEADERS,
        requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Event" } } } },
        responses: { "200": { description: "Received." }, "410": { description: "Gone: the endpoint is switched off." } },
      },
    },
  };
}

function signature(name: string, description: string): JsonSchema {
  return { name, in: "header", required: true, description, schema: { type: "string" } };
}

const WEBHOOK_HEADERS = [
  signature("webhook-id", "The event's id, the same on every attempt."),
  signature("webhook-timestamp", "Unix seconds of this attempt."),
  signature("webhook-signature", "`v1,<base64>` over `id.timestamp.body`; several, with spaces between, while secrets change."),
  signature("X-Webhook-Signature", "`t=<unix>,v1=<hex>` over `t.body`, keyed with the whole secret as it is shown."),
  signature("X-Webhook-Timestamp", "As webhook-timestamp."),
];

const PARAMETERS = {
  "Idempotency-Key": {
    name: "Idempotency-Key",
    in: "header",
    description:
      "Makes a write safe to send again: for 24 hours the first answer is given again, with `Idempotent-Replayed: true`, and nothing is done twice. A request that was refused keeps no answer.",
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x20-\\x7e]+$" },
  },
  "Florin-Mode": {
    name: "Florin-Mode",
    in: "header",
    description: "Which mode a signed-in person means. A key belongs to one.",
    schema: { type: "string", enum: ["test", "live"], default: "test" },
  },
};

const SECURITY_SCHEMES = {
  apiKey: { type: "http", scheme: "bearer", description: "`ck_test_…` or `ck_live_…`, with the scope that the call names." },
  login: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description: "A person who is signed in. Writes must come from Florin's own pages.",
  },
  cronSecret: { type: "http", scheme: "bearer", description: "CRON_SECRET." },
  metricsToken: { type: "http", scheme: "bearer", description: "METRICS_TOKEN." },
};
