import type { RouteDescription } from "../describe-route";
import { EXAMPLES, type Example, exampleId } from "./examples";

/** Longer calls are written over several lines. */
const LINE = 78;

/** The call as a command for a shell in which what {@link typescriptHead} reads is set. */
export function curlOf(route: RouteDescription, baseUrl: string): string {
  const { body } = exampleOf(route);
  const url = urlOf(route, baseUrl);
  const isStream = route.media === "text/event-stream";
  const isPlain = route.method === "GET" || (route.method === "POST" && body !== undefined);
  const words = [
    `curl${isStream ? " -N" : ""}${isPlain ? "" : ` -X ${route.method}`} ${url.includes("?") ? `"${url}"` : url}`,
    ...headersOf(route, baseUrl).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body === undefined ? [] : [`-H "Content-Type: application/json"`, `-d '${json(body)}'`]),
  ];
  const line = words.join(" ");
  return line.length <= LINE ? line : words.join(" \\\n  ");
}

/** The call as a piece of a TypeScript program that begins as {@link typescriptHead}. */
export function typescriptOf(route: RouteDescription, baseUrl: string): string {
  const { client } = exampleOf(route);
  return client ? clientCode(route, client) : fetchCode(route, baseUrl);
}

export function typescriptHead(baseUrl: string): string {
  return `import { Florin } from "@florin/sdk";

const { FLORIN_API_KEY = "", FLORIN_COOKIE = "", CRON_SECRET = "", METRICS_TOKEN = "" } = process.env;
const florin = new Florin({ baseUrl: "${baseUrl}", apiKey: FLORIN_API_KEY });`;
}

function exampleOf({ id }: RouteDescription): Example {
  const example = EXAMPLES[id];
  if (!example) throw new Error(`${id} has no example`);
  return example;
}

function urlOf(route: RouteDescription, baseUrl: string): string {
  const { query } = exampleOf(route);
  const path = route.idOf === null ? route.path : route.path.replace("{id}", exampleId(route.idOf));
  const pairs = Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return `${baseUrl}${path}${pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`}`;
}

function headersOf({ access, method }: RouteDescription, baseUrl: string): readonly (readonly [string, string])[] {
  switch (access) {
    case "public":
    case "machine":
      return [];
    case "cron":
      return [["Authorization", "Bearer $CRON_SECRET"]];
    case "metrics":
      return [["Authorization", "Bearer $METRICS_TOKEN"]];
    case "cookie":
      return method === "GET"
        ? [["Cookie", "$FLORIN_COOKIE"]]
        : [
            ["Cookie", "$FLORIN_COOKIE"],
            ["Origin", baseUrl],
          ];
    default:
      return [["Authorization", "Bearer $FLORIN_API_KEY"]];
  }
}

function clientCode(route: RouteDescription, [method, answer]: readonly [string, string]): string {
  const { query, body } = exampleOf(route);
  const given = [
    ...(route.idOf === null ? [] : [JSON.stringify(exampleId(route.idOf))]),
    ...(query === undefined ? [] : [literal(query)]),
    ...(body === undefined ? [] : [literal(body)]),
  ];
  const call = `florin.${method}(${given.join(", ")})`;
  if (/\.list/.test(method)) return `for await (const ${answer} of ${call}) console.log(${answer}.id);`;
  return `const ${answer} = await ${call};\nconsole.log(${answer});`;
}

function fetchCode(route: RouteDescription, baseUrl: string): string {
  const { body } = exampleOf(route);
  const headers = {
    ...Object.fromEntries(headersOf(route, baseUrl).map(([name, value]) => [name, variable(value)])),
    ...(body !== undefined && { "Content-Type": '"application/json"' }),
  };
  const named = Object.entries(headers).map(([name, value]) => `${/^\w+$/.test(name) ? name : `"${name}"`}: ${value}`);
  const options = [
    ...(route.method === "GET" ? [] : [`  method: "${route.method}",\n`]),
    ...(named.length === 0 ? [] : [`  headers: { ${named.join(", ")} },\n`]),
    ...(body === undefined ? [] : [`  body: JSON.stringify(${literal(body)}),\n`]),
  ];
  const call = `fetch("${urlOf(route, baseUrl)}"${options.length === 0 ? "" : `, {\n${options.join("")}}`})`;
  if (route.media !== "text/event-stream") {
    const read = route.media === "application/json" ? "json" : "text";
    return `const answer = await ${call};\nconsole.log(await answer.${read}());`;
  }
  return `const { body } = await ${call};
const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
console.log((await reader?.read())?.value); // and so on: an event each time the session changes
await reader?.cancel();`;
}

/** On one line where that is short. */
function json(body: object): string {
  const line = JSON.stringify(body);
  return line.length <= LINE - 18 ? line : JSON.stringify(body, null, 2).replaceAll("\n", "\n  ");
}

/** `Bearer $X` as an expression. */
function variable(text: string): string {
  const [, before = "", name] = /^(.*)\$(\w+)$/.exec(text) ?? [];
  if (!name) return JSON.stringify(text);
  return before === "" ? name : `\`${before}\${${name}}\``;
}

/** A value as TypeScript writes it. */
function literal(value: unknown, indent = ""): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, one]) => `${name}: ${literal(one, `${indent}  `)}`);
  const line = `{ ${fields.join(", ")} }`;
  return line.length <= LINE - 30 ? line : `{\n${fields.map((one) => `${indent}  ${one},\n`).join("")}${indent}}`;
}
