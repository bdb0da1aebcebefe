import type { OpenApiDocument } from "../../lib/api/openapi/document";
import type { JsonSchema } from "../../lib/api/openapi/json-schema";
import { commentOf, typeOf } from "./schema-type";

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly JsonSchema[];
  readonly parameters?: readonly { name?: string; in?: string; required?: boolean; schema?: JsonSchema; description?: string }[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: JsonSchema } } };
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: JsonSchema }>> }>>;
};

type Call = { readonly path: string; readonly method: string; readonly operation: Operation };

const HEAD = `// Made from the OpenAPI document by \`npm run sdk:types\`. Do not change it by hand: a test compares it with the document.
`;

/** What the SDK knows of the API (sdk/src/api.ts): the types of all that an API key can call, and where each call goes. */
export function apiTypes(document: OpenApiDocument): string {
  const calls = keyCalls(document);
  const reached = reachable(document, [...calls.flatMap(({ operation }) => schemasOf(operation)), reference("Event")]);
  const { schemas } = document.components;
  const objects = Object.entries(schemas).filter(([name]) => reached.has(name) && name !== "Error");
  return [
    HEAD,
    ...objects.map(([name, schema]) => `${commentOf(schema, "")}export type ${name} = ${typeOf(schema)};\n`),
    ...errorTypes(schemas.Error as JsonSchema),
    operationTypes(calls),
    routeTable(calls),
  ].join("\n");
}

/** The calls that a key can make, in the document's order. */
function keyCalls(document: OpenApiDocument): Call[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation: operation as unknown as Operation }))
      .filter(({ operation }) => operation.security.some((one) => Object.hasOwn(one, "apiKey"))),
  );
}

function schemasOf({ requestBody, responses }: Operation): JsonSchema[] {
  const answers = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return [
    ...(requestBody ? [requestBody.content["application/json"].schema] : []),
    ...answers.flatMap(([, { content = {} }]) => Object.values(content).map(({ schema }) => schema)),
  ];
}

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

function reachable(document: OpenApiDocument, from: readonly JsonSchema[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let schema = open.pop(); schema; schema = open.pop()) {
    for (const [, name = ""] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const target = document.components.schemas[name];
      if (found.has(name) || !target) continue;
      found.add(name);
      open.push(target);
    }
  }
  return found;
}

function errorTypes(error: JsonSchema): string[] {
  const { properties } = (error.properties as { error: { properties: Record<string, JsonSchema> } }).error;
  return [
    `/** The kind of an error: what its HTTP status says. */\nexport type ErrorType = ${typeOf(properties.type as JsonSchema)};\n`,
    `/** What went wrong. A code keeps its meaning for ever. */\nexport type ErrorCode = ${typeOf(properties.code as JsonSchema)};\n`,
  ];
}

function operationTypes(calls: readonly Call[]): string {
  const entries = calls.map(({ operation }) => {
    const { operationId, summary, parameters = [], requestBody } = operation;
    const queries = parameters.filter((one) => one.in === "query");
    const query = queries.map(({ name, required, schema = {}, description }) => {
      const told = description === undefined ? schema : { ...schema, description };
      return `${commentOf(told, "      ")}      ${name}${required ? "" : "?"}: ${typeOf(schema, "      ")}${required ? "" : " | undefined"};\n`;
    });
    const body = requestBody ? typeOf(requestBody.content["application/json"].schema) : "undefined";
    return `  /** ${summary}. */
  ${operationId}: {
    query: ${query.length > 0 ? `{\n${query.join("")}    }` : "undefined"};
    body: ${body === "Record<string, never>" ? "undefined" : body};
    answer: ${answerOf(operation)};
    errors: ${codesOf(operation)};
  };
`;
  });
  return `/** Every call that an API key can make: what it takes, what it answers, and the codes of the errors it may answer with. */\nexport type Operations = {\n${entries.join("")}};\n`;
}

function answerOf({ responses }: Operation): string {
  const good = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const types = good.flatMap(([, { content = {} }]) => Object.values(content).map(({ schema }) => typeOf(schema)));
  return [...new Set(types)].join(" | ");
}

function codesOf({ responses }: Operation): string {
  const bad = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
  const codes = bad.flatMap(([, { content = {} }]) => JSON.stringify(content).match(/"enum":\[[^\]]+\]/)?.[0] ?? []);
  return codes
    .flatMap((text) => JSON.parse(text.slice(7)) as string[])
    .map((code) => JSON.stringify(code))
    .join(" | ");
}

function routeTable(calls: readonly Call[]): string {
  const rows = calls.map(({ path, method, operation }) => `  ${operation.operationId}: ["${method}", "${path}"],\n`);
  return `/** Where each call goes. */
export const ROUTES: { readonly [Name in keyof Operations]: readonly ["GET" | "POST" | "PATCH" | "DELETE", string] } = {
${rows.join("")}};
`;
}
