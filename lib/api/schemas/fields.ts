import { z } from "zod";
import { honestUrl, LOCAL_HOSTS } from "../../checkout/honest-url";
import { InexactNumber } from "../parse-json";

/** Controls (C0, C1), lone surrogates and the signs that turn the writing direction: none belongs in a field (S21). */
const UNWANTED = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** Why a text is refused, or null. `max` counts code points. */
function textFault(text: string, max: number): string | null {
  if (UNWANTED.test(text)) return "must not hold control characters.";
  const isLong = text.length > max && [...text].length > max;
  return isLong ? `must not be longer than ${max} characters.` : null;
}

function refuse(check: z.core.ParsePayload<string>, message: string): void {
  check.issues.push({ code: "custom", input: check.value, message });
}

/** A text of 1 to `max` code points, stored in normal form NFC. */
export function text({ max }: { max: number }) {
  return z
    .string()
    .overwrite((value) => value.normalize("NFC"))
    .check((check) => {
      const fault = check.value === "" ? "must not be empty." : textFault(check.value, max);
      if (fault) refuse(check, fault);
    })
    .meta({ minLength: 1, maxLength: max });
}

const MAX_METADATA_KEYS = 50;
const MAX_METADATA_KEY = 40;
const MAX_METADATA_VALUE = 500;
const MAX_METADATA_BYTES = 16 * 1024;

export type Metadata = Readonly<Record<string, string | number | boolean>>;

const scalars = z.unknown().transform((given, context): Metadata => {
  const fault = (message: string, path: string[] = []) => {
    context.addIssue({ code: "custom", message, path });
    return z.NEVER;
  };
  if (typeof given !== "object" || given === null || Array.isArray(given) || given instanceof InexactNumber) {
    return fault("must be an object.");
  }
  const entries = Object.entries(given);
  if (entries.length > MAX_METADATA_KEYS) return fault(`must not have more than ${MAX_METADATA_KEYS} keys.`);
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of entries) {
    const key = name.normalize("NFC");
    if (key === "" || /[[\]]/.test(key)) return fault("has a key that is empty or holds [ or ].", [name]);
    const keyFault = textFault(key, MAX_METADATA_KEY);
    if (keyFault) return fault(`has a key that ${keyFault}`, [name]);
    if (Object.hasOwn(kept, key)) return fault("has this key twice.", [name]);
    const scalar = scalarOf(value);
    if (scalar === null) return fault("must be a text, a number, true or false.", [name]);
    const valueFault = typeof scalar === "string" ? textFault(scalar, MAX_METADATA_VALUE) : null;
    if (valueFault) return fault(valueFault, [name]);
    kept[key] = scalar;
  }
  if (Buffer.byteLength(JSON.stringify(kept)) > MAX_METADATA_BYTES) return fault("must not be larger than 16 KiB in all.");
  return kept;
});

/**
 * The merchant's own notes: up to 50 keys of up to 40 characters, scalar values of up to 500, 16 KiB in all. A number
 * that a JavaScript number holds exactly as written stays one; any other is kept as the text it was written as.
 */
export const metadata = scalars.meta({
  type: "object",
  description: "Your own notes, 16 KiB in all.",
  maxProperties: MAX_METADATA_KEYS,
  propertyNames: { type: "string", minLength: 1, maxLength: MAX_METADATA_KEY, pattern: "^[^[\\]]*$" },
  additionalProperties: {
    anyOf: [{ type: "string", maxLength: MAX_METADATA_VALUE }, { type: "number" }, { type: "boolean" }],
  },
  examples: [{ order: "1001" }],
});

function scalarOf(value: unknown): string | number | boolean | null {
  if (typeof value === "string") return value.normalize("NFC");
  if (value instanceof InexactNumber) return value.text;
  return typeof value === "boolean" || typeof value === "number" ? value : null;
}

const MAX_URL = 2_048;

/**
 * A page that a customer may be sent to (S2): https, or http on this machine in test mode; no user name in it, and no host
 * that passes for another; stored as the URL parser writes it.
 */
export function returnUrl({ livemode }: { livemode: boolean }) {
  return z
    .string()
    .check((check) => {
      const url = parseUrl(check.value);
      const isWeb = url?.protocol === "https:" || (!livemode && url?.protocol === "http:" && LOCAL_HOSTS.has(url.hostname));
      if (!url || !isWeb)
        return refuse(
          check,
          `must be a whole https URL, such as https://shop.example/thanks${livemode ? "" : "; http is possible for localhost"}.`,
        );
      if (url.username !== "" || url.password !== "") return refuse(check, "must not hold a user name or a password.");
      if (honestUrl(url.href) === null) return refuse(check, "must not have a host whose letters pass for others.");
      if (url.href.length > MAX_URL) return refuse(check, `must not be longer than ${MAX_URL} characters.`);
      check.value = url.href;
    })
    .meta({ format: "uri", maxLength: MAX_URL, examples: ["https://shop.example/thanks"] });
}

function parseUrl(text: string): URL | null {
  const isPlain = textFault(text, MAX_URL) === null && !/[\s\\]/.test(text);
  return isPlain && URL.canParse(text) ? new URL(text) : null;
}

const MAX_EMAIL = 254;

/** An e-mail address by form; whether it exists, only a mail can tell. */
export const email = z
  .string()
  .check((check) => {
    const value = check.value.normalize("NFC");
    const isAddress =
      value.length <= MAX_EMAIL &&
      textFault(value, MAX_EMAIL) === null &&
      /^[^\s@<>()",:;[\]\\]+@[^\s@<>()",:;[\]\\]+$/u.test(value);
    if (!isAddress) return refuse(check, "must be an e-mail address.");
    check.value = value;
  })
  .meta({ format: "email", maxLength: MAX_EMAIL, examples: ["ada@example.com"] });

const MAX_WHOLE_DIGITS = 12;
const MAX_MINOR_DIGITS = 4;

/** A plain positive decimal text below a trillion. How many digits may follow the point, its currency says. */
export const decimalAmount = z
  .string()
  .check((check) => {
    const match = /^(?:0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(check.value.length <= 40 ? check.value : "");
    if (!match) return refuse(check, 'must be a decimal number as a text, for example "50.00".');
    if ((match[1]?.length ?? 0) > MAX_MINOR_DIGITS) return refuse(check, "has more decimal places than its currency.");
    const whole = check.value.split(".")[0] ?? "";
    if (whole.length > MAX_WHOLE_DIGITS) return refuse(check, "is too large.");
    if (/^[0.]*$/.test(check.value)) return refuse(check, "must be more than zero.");
  })
  .meta({
    description: "More than zero, with no more decimal places than its currency has.",
    pattern: `^(?:0|[1-9][0-9]{0,${MAX_WHOLE_DIGITS - 1}})(?:\\.[0-9]{1,${MAX_MINOR_DIGITS}})?$`,
    examples: ["50.00"],
  });

/** An ISO 4217 code by form; whether it has a rate, the rates say. */
export const currency = z
  .string()
  .check((check) => {
    if (!/^[A-Z]{3}$/.test(check.value)) refuse(check, 'must be a currency code of three capitals, for example "USD".');
  })
  .meta({ description: "ISO 4217.", pattern: "^[A-Z]{3}$", examples: ["USD"] });

/** A whole number of the JSON body, both ends included. */
export function whole({ min, max }: { min: number; max: number }) {
  return z
    .number()
    .check((check) => {
      if (!Number.isInteger(check.value) || check.value < min || check.value > max) {
        check.issues.push({ code: "custom", input: check.value, message: `must be a whole number from ${min} to ${max}.` });
      }
    })
    .meta({ type: "integer", minimum: min, maximum: max });
}

const WEEK_SECONDS = 7 * 86_400;
const DAY_SECONDS = 86_400;

/** How long what is replaced goes on beside what replaces it. */
export const overlapSeconds = whole({ min: 0, max: WEEK_SECONDS }).default(DAY_SECONDS);

/** A chain id by form. */
export const chainId = whole({ min: 1, max: 2_147_483_647 }).describe("Chain id of the network.");

/** A public id by form. An id that cannot exist and one that does not are the same to the caller. */
export const objectId = text({ max: 64 });

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

const limit = z
  .string()
  .transform((given, context) => {
    const value = /^[0-9]{1,3}$/.test(given) ? Number(given) : 0;
    if (value >= 1 && value <= MAX_LIMIT) return value;
    context.addIssue({ code: "custom", message: `must be a whole number from 1 to ${MAX_LIMIT}.` });
    return z.NEVER;
  })
  .default(DEFAULT_LIMIT)
  .meta({
    description: `How many a page has; ${DEFAULT_LIMIT} unless you say.`,
    type: "integer",
    minimum: 1,
    maximum: MAX_LIMIT,
  });

/** The query of every list; filters stand beside them. */
export const page = {
  limit,
  starting_after: objectId.optional().describe("The id of the last one of the page before: `nextCursor`."),
};

export const listPageSchema = z.strictObject(page);

/** A moment, in epoch milliseconds once it is read. */
export const moment = z
  .string()
  .transform((given, context) => {
    const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(given)
      ? Date.parse(given)
      : Number.NaN;
    if (!Number.isNaN(time)) return time;
    context.addIssue({ code: "custom", message: "must be a time in ISO 8601, for example 2026-01-31T12:00:00Z." });
    return z.NEVER;
  })
  .meta({ description: "ISO 8601; a date alone is its midnight, UTC.", examples: ["2026-01-31T12:00:00Z"] });
