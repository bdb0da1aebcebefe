import { ChainEvidenceError, ChainLimitError } from "../chain";
import { readRefusal } from "./refusal";

/** Whole answers, not only their first byte: a node that drips is a node that does not answer. */
export const TIMEOUT_MS = 10_000;
/** A window's bodies of a busy network stay far below; a hostile answer may not fill the memory. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** A refusal is a sentence; where a page comes with it, the sentence is not in there. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/**
 * `fetch` for a JSON-RPC POST, with what a transport leaves open: a time limit and a size limit on the whole body, and
 * answers that belong to the questions. JSON-RPC 2.0 lets a batch come back in any order, so an id is all that tells
 * which answer is whose; an id too many, missing or twice makes the whole batch worthless.
 */
export async function guardedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw await refusedByHttp(response);
  const text = await readCapped(response, MAX_ANSWER_BYTES);
  if (text === null) throw new ChainLimitError("The node's answer is too large.", { of: "answer", blocks: null });
  const answers = parse(text);
  const questions = JSON.parse(String(init?.body));
  if (Array.isArray(questions) !== Array.isArray(answers)) throw refusedAltogether(answers);
  const asked = idsOf(questions);
  const answered = idsOf(answers);
  if (asked.length !== answered.length || asked.some((id, place) => id !== answered[place])) {
    throw new ChainEvidenceError("The node's answers do not belong to our questions.");
  }
  return new Response(text, { headers: { "content-type": "application/json" } });
}

/** @returns null where the body is larger than that */
async function readCapped(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ChainEvidenceError("The node's answer is not JSON, or was cut short.", { cause });
  }
}

/** A status may come with the usual error object, and then its sentence tells more. */
async function refusedByHttp(response: Response): Promise<Error> {
  const text = await readCapped(response, MAX_REFUSAL_BYTES).catch(() => null);
  return readRefusal({
    what: `HTTP ${response.status}`,
    status: response.status,
    message: errorIn(text ?? "").message,
    retryAfter: response.headers.get("retry-after"),
  });
}

function errorIn(text: string): { code?: unknown; message?: unknown } {
  try {
    return errorOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function errorOf(answer: unknown): { code?: unknown; message?: unknown } {
  const answers: unknown[] = Array.isArray(answer) ? answer : [answer];
  return answers.map((one) => (one as { error?: object } | null)?.error).find((error) => error instanceof Object) ?? {};
}

/** A batch that is refused as a whole may be answered by one error object. */
function refusedAltogether(answer: unknown): Error {
  const { code, message } = errorOf(answer);
  if (typeof code === "number") return readRefusal({ what: `error ${code}`, message });
  return new ChainEvidenceError("The node's answers do not belong to our questions.");
}

function idsOf(messages: unknown): unknown[] {
  const list: unknown[] = Array.isArray(messages) ? messages : [messages];
  return list.map((message) => (message as { id?: unknown } | null)?.id).sort((a, b) => Number(a) - Number(b));
}
