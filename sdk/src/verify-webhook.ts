import type { Event } from "./api.js";
import { FlorinError } from "./errors.js";

const TOLERANCE_SECONDS = 300;
const SECRET_PREFIX = "whsec_";
/** Florin sends one signature, two while a secret changes. */
const MAX_SIGNATURES = 8;

/** A request's headers: of the Fetch API, or as an object (of lower-case names, as Node has them). */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export type WebhookRequest = {
  readonly headers: WebhookHeaders;
  /** The raw body, byte for byte as it came: before anything parses it. */
  readonly body: string | Uint8Array | ArrayBuffer;
};

export type VerifyOptions = {
  /** The endpoint's `whsec_…`; both of them while you change it. */
  readonly secret: string | readonly string[];
  /** How far the sender's clock may be from yours, in seconds; default 300. Older is a replay. */
  readonly toleranceSeconds?: number | undefined;
  /** Epoch milliseconds; default now. */
  readonly now?: number | undefined;
};

/**
 * The request is not one of Florin's. Answer 400 and do nothing else.
 *
 * `header_missing`, `header_malformed`: it is not signed · `timestamp_outside`: older or newer than the tolerance ·
 * `signature_wrong`: changed on the way, or signed with another secret · `body_malformed`: signed, and yet no event.
 */
export class WebhookError extends FlorinError {
  override name = "WebhookError";
  readonly reason: "header_missing" | "header_malformed" | "timestamp_outside" | "signature_wrong" | "body_malformed";

  constructor(reason: WebhookError["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What the headers of a scheme claim: these signatures over this prefix and the body. */
type Claim = {
  readonly seconds: number;
  readonly prefix: string;
  readonly signatures: readonly Uint8Array<ArrayBuffer>[];
  readonly id: string | null;
  readonly keyOf: (secret: string) => Uint8Array<ArrayBuffer>;
};

/**
 * Proves that a webhook came from your Florin, unchanged and lately. It goes by `webhook-signature` (Standard Webhooks 1.0)
 * where that is sent, else by `X-Webhook-Signature`. A comparison takes as long whether it fits or not.
 *
 * @returns the event
 * @throws {WebhookError} where it is not proved
 * @throws {TypeError} for a secret that cannot be one, or a body that is no longer raw
 * @example
 * ```ts
 * const event = await verifyWebhook({ headers: request.headers, body: await request.text() }, { secret: "whsec_…" });
 * if (event.type === "session.paid") ship(event.data.clientReferenceId);
 * ```
 */
export async function verifyWebhook(request: WebhookRequest, options: VerifyOptions): Promise<Event> {
  const secrets = [options.secret].flat() as string[];
  if (secrets.length === 0 || !secrets.every(isSecret)) throw new TypeError("secret must be whsec_… as Florin showed it");
  const body = bytesOf(request.body);
  const claim = readClaim(request.headers);
  const apart = Math.abs((options.now ?? Date.now()) / 1_000 - claim.seconds);
  if (apart > (options.toleranceSeconds ?? TOLERANCE_SECONDS)) {
    throw new WebhookError("timestamp_outside", `the webhook was signed ${Math.round(apart)} seconds from now`);
  }
  if (!(await isSigned(claim, body, secrets))) throw new WebhookError("signature_wrong", "no signature of the webhook fits");
  return eventOf(body, claim.id);
}

function readClaim(headers: WebhookHeaders): Claim {
  const standard = headerOf(headers, "webhook-signature");
  if (standard !== null) {
    const [id, time] = [headerOf(headers, "webhook-id"), headerOf(headers, "webhook-timestamp")];
    if (id === null || time === null) throw new WebhookError("header_missing", "webhook-id or webhook-timestamp is missing");
    const signatures = standard.split(" ").flatMap((one) => (one.startsWith("v1,") ? [base64Bytes(one.slice(3))] : []));
    return { seconds: secondsOf(time), prefix: `${id}.${time}.`, signatures: usable(signatures), id, keyOf: keyInside };
  }
  const plain = headerOf(headers, "x-webhook-signature");
  if (plain === null) throw new WebhookError("header_missing", "there is no webhook-signature");
  const parts = plain.split(",").map((part) => part.trim());
  const time = parts.find((part) => part.startsWith("t="))?.slice(2) ?? "";
  const signatures = parts.flatMap((part) => (part.startsWith("v1=") ? [hexBytes(part.slice(3))] : []));
  return { seconds: secondsOf(time), prefix: `${time}.`, signatures: usable(signatures), id: null, keyOf: utf8 };
}

function headerOf(headers: WebhookHeaders, name: string): string | null {
  if (typeof headers.get === "function") return headers.get(name);
  const named = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const value = named[name] ?? Object.entries(named).find(([other]) => other.toLowerCase() === name)?.[1];
  return value === undefined ? null : typeof value === "string" ? value : value.join(", ");
}

function secondsOf(text: string): number {
  if (!/^[0-9]{1,12}$/.test(text)) throw new WebhookError("header_malformed", "the webhook's timestamp is not one");
  return Number(text);
}

function usable(signatures: readonly (Uint8Array<ArrayBuffer> | null)[]): Uint8Array<ArrayBuffer>[] {
  const found = signatures.filter((one) => one !== null);
  if (found.length === 0 || found.length > MAX_SIGNATURES) {
    throw new WebhookError("header_malformed", "the webhook's signature is not one");
  }
  return found;
}

/** Every secret is tried with every signature, also after one has fitted: the time says nothing. */
async function isSigned(claim: Claim, body: Uint8Array<ArrayBuffer>, secrets: readonly string[]): Promise<boolean> {
  const prefix = utf8(claim.prefix);
  const signed = new Uint8Array(prefix.length + body.length);
  signed.set(prefix);
  signed.set(body, prefix.length);
  let fits = false;
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey("raw", claim.keyOf(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    for (const signature of claim.signatures) {
      // Web Crypto compares in constant time.
      const isThis = await crypto.subtle.verify("HMAC", key, signature, signed);
      fits = isThis || fits;
    }
  }
  return fits;
}

function eventOf(body: Uint8Array, id: string | null): Event {
  const malformed = new WebhookError("body_malformed", "the webhook's body is not an event");
  let event: Partial<Event> | null;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw malformed;
  }
  if (event?.object !== "event" || typeof event.id !== "string" || (id !== null && event.id !== id)) throw malformed;
  return event as Event;
}

function isSecret(secret: unknown): boolean {
  return typeof secret === "string" && secret.startsWith(SECRET_PREFIX) && (base64Bytes(secret.slice(6))?.length ?? 0) >= 16;
}

/** Standard Webhooks: the key is what the part after `whsec_` encodes. */
function keyInside(secret: string): Uint8Array<ArrayBuffer> {
  return base64Bytes(secret.slice(SECRET_PREFIX.length)) ?? new Uint8Array();
}

function bytesOf(body: WebhookRequest["body"]): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return utf8(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body);
  // An ArrayBuffer of another realm is one too.
  if (Object.prototype.toString.call(body) === "[object ArrayBuffer]") return new Uint8Array(body);
  throw new TypeError("body must be the raw text or bytes of the request, before anything parses it");
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function hexBytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^([0-9a-f]{2})+$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
