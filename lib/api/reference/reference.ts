import type { Call, Field } from "../../documented";
import { ERROR_CODES } from "../../error-codes";
import { processWide } from "../../process-wide";
import { groupBy } from "../../services/group-by";
import type { RouteDescription } from "../describe-route";
import { errorCodesOf } from "../error-codes-of";
import { openApiDocument } from "../openapi/document";
import type { JsonSchema } from "../openapi/json-schema";
import { TAGS } from "../openapi/words";
import { ROUTES } from "../registry";
import { curlOf, typescriptOf } from "./example-code";
import { fieldOf, fieldsOf, nameOf } from "./fields";

export type Room = { readonly name: string; readonly about: string; readonly anchor: string; readonly calls: readonly Call[] };

export type NamedObject = {
  readonly name: string;
  readonly about: string;
  readonly fields: readonly Field[];
  readonly kinds: readonly string[];
};

export type ErrorEntry = { readonly code: string; readonly status: number; readonly meaning: string };

export type Reference = {
  readonly about: string;
  readonly rooms: readonly Room[];
  readonly objects: readonly NamedObject[];
  readonly errors: readonly ErrorEntry[];
};

type Operation = {
  readonly parameters?: readonly JsonSchema[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: JsonSchema }>> };
  readonly responses: Readonly<
    Record<string, { description: string; content?: Readonly<Record<string, { schema: JsonSchema }>> }>
  >;
};

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
};

/** The same for as long as the process lives. */
export function theReference(baseUrl: string): Reference {
  return processWide(`reference ${baseUrl}`, () => reference(baseUrl));
}

/**
 * The API reference, made of the OpenAPI document.
 *
 * @param baseUrl the app's own origin, without a slash at the end: the examples call it
 */
function reference(baseUrl: string): Reference {
  const document = openApiDocument(baseUrl);
  const { schemas, parameters } = document.components as unknown as {
    schemas: Record<string, JsonSchema>;
    parameters: Record<string, Parameter>;
  };
  const byTag = groupBy(ROUTES, ({ tag }) => tag);

  function callOf(route: RouteDescription): Call {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()] as unknown as Operation;
    const given = (operation.parameters ?? []).map((one) =>
      typeof one.$ref === "string" ? parameters[one.$ref.slice("#/components/parameters/".length)] : one,
    ) as Parameter[];
    const { id, method, path, summary, about, errors } = route;
    return {
      id,
      method,
      path,
      summary,
      about,
      access: accessOf(route),
      parameters: given
        .filter((one) => one.in !== "header")
        .map((one) => fieldOf(one.name, { ...one.schema, description: one.description }, one.required ?? false)),
      body: bodyOf(operation, schemas),
      answers: answersOf(operation),
      errors,
      usualErrors: errorCodesOf(route).filter((code) => !errors.includes(code)),
      curl: curlOf(route, baseUrl),
      typescript: typescriptOf(route, baseUrl),
    };
  }

  return {
    about: String((document.info as { description: string }).description),
    rooms: TAGS.map(({ name, description }) => ({
      name,
      about: description,
      anchor: name.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
      calls: (byTag.get(name) ?? []).map(callOf),
    })),
    objects: Object.entries(schemas)
      .filter(([name]) => !name.endsWith("Request"))
      .map(([name, schema]) => ({ name, about: String(schema.description), fields: fieldsOf(schema), kinds: kindsOf(schema) })),
    errors: Object.entries(ERROR_CODES).map(([code, told]) => ({ code, ...told })),
  };
}

function accessOf({ access }: RouteDescription): string {
  switch (access) {
    case "public":
    case "machine":
      return "Everybody.";
    case "cron":
      return "The bearer `CRON_SECRET`.";
    case "metrics":
      return "The bearer `METRICS_TOKEN`.";
    case "cookie":
      return "A person who is signed in: by their cookie, no key.";
    default:
      return `A key with \`${access}\`, or a person who is signed in.`;
  }
}

function bodyOf({ requestBody }: Operation, schemas: Readonly<Record<string, JsonSchema>>): Field[] {
  const schema = requestBody?.content["application/json"]?.schema;
  if (!schema) return [];
  const named = typeof schema.$ref === "string" ? schemas[nameOf(schema.$ref)] : schema;
  return fieldsOf(named ?? schema);
}

function answersOf({ responses }: Operation): Call["answers"] {
  return Object.entries(responses)
    .filter(([status]) => /^[23]/.test(status))
    .map(([status, { description, content = {} }]) => {
      const [schema] = Object.values(content).map((one) => one.schema);
      return { status, about: description, object: typeof schema?.$ref === "string" ? nameOf(schema.$ref) : null };
    });
}

/** An object that is one of several. */
function kindsOf({ anyOf }: JsonSchema): readonly string[] {
  const kinds = (anyOf ?? []) as readonly JsonSchema[];
  return kinds.flatMap(({ $ref }) => (typeof $ref === "string" ? [nameOf($ref)] : []));
}
