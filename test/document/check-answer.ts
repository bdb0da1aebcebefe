import { openApiDocument } from "@/lib/api/openapi/document";
import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import { faultsOf } from "./faults";

export type SeenAnswer = {
  readonly method: string;
  /** As the document has it. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

type Operation = {
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly headers?: Readonly<Record<string, JsonSchema>>;
        readonly content?: Readonly<Record<string, { schema: JsonSchema }>>;
      }
    >
  >;
};

export const DOCUMENT = openApiDocument("http://localhost:3000");

/** Said of every answer: only where Florin itself cannot work may it end before a share is counted. */
function isDue(name: string, status: number): boolean {
  return name === "request-id" || (name.startsWith("ratelimit") && status < 500) || (name === "retry-after" && status === 429);
}

/** @throws where the document does not say that this answer is possible */
export function checkAnswer({ method, path, status, headers, text }: SeenAnswer): void {
  const answer = `${method} ${path} answered ${status}`;
  const operation = DOCUMENT.paths[path]?.[method.toLowerCase()] as Operation | undefined;
  const documented = operation?.responses[status];
  if (!documented) throw new Error(`${answer}, which is not in the document: ${text.slice(0, 200)}`);
  for (const name of ["request-id", "ratelimit", "ratelimit-policy", "retry-after", "idempotent-replayed", "location"]) {
    const names = Object.keys(documented.headers ?? {}).map((one) => one.toLowerCase());
    const isSaid = names.includes(name);
    if (headers.has(name) && !isSaid) throw new Error(`${answer} with the header ${name}, which is not in the document`);
    if (isSaid && !headers.has(name) && isDue(name, status)) throw new Error(`${answer} without the header ${name}`);
  }
  const media = headers.get("content-type")?.split(";")[0] ?? "";
  if (media !== "application/json") return;
  const schema = documented.content?.[media]?.schema;
  if (!schema) throw new Error(`${answer} with ${media}, which is not in the document`);
  const faults = faultsOf(schema, JSON.parse(text), DOCUMENT);
  if (faults.length > 0) throw new Error(`${answer}, and not as the document says: ${faults.join("; ")}`);
}
