/** What is worth logging of an error beside its message: codes and names, never values. */
const FACTS = ["code", "type", "status", "param", "constraint_name", "table_name", "column_name", "routine"] as const;

/**
 * An error as a log line tells it. A database error carries its query's parameters and the failing row (`parameters`,
 * `detail`, drizzle's whole message): customers' addresses and sealed secrets. Of those only names and codes are told;
 * of a URL only its host, because a node's may hold its key.
 */
export function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const facts = Object.fromEntries(FACTS.flatMap((name) => (name in error ? [[name, (error as never)[name]]] : [])));
  const isQuery = "query" in error && "params" in error;
  return {
    name: error.name,
    message: isQuery ? "a query failed" : withoutPaths(withoutValue(error)),
    ...facts,
    stack: error.stack?.split("\n").filter((line) => /^\s+at /.test(line)),
    ...(error.cause !== undefined && { cause: plainError(error.cause) }),
  };
}

/** PostgreSQL repeats what it could not read, at the end: `invalid input syntax for type integer: "…"`. */
function withoutValue(error: Error): string {
  return error.name === "PostgresError" ? error.message.replace(/: ".*"$/s, ": …") : error.message;
}

function withoutPaths(text: string): string {
  return text.replace(/\b(?:https?|wss?):\/\/[^\s"'<>]+/gi, (url) => (URL.canParse(url) ? `${new URL(url).host}/…` : "…"));
}
