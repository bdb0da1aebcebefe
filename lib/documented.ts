import type { ErrorCode } from "./error-codes";

/** A field as the reference tells of it. */
export type Field = {
  /** With its place: `amount.value`, `methods[].chainId`. */
  readonly name: string;
  /** In words: `string`, `list of Payment`, `integer or null`. */
  readonly type: string;
  /** Names of the objects that it holds. */
  readonly objects: readonly string[];
  readonly needed: boolean;
  readonly about: string;
  /** What it may be: `1 to 200 characters`. */
  readonly limits: string;
  /** The values that it may have, where they are counted. */
  readonly values: readonly string[];
};

/** One route, as the reference tells of it. */
export type Call = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly about: string | null;
  readonly access: string;
  readonly parameters: readonly Field[];
  readonly body: readonly Field[];
  readonly answers: readonly { readonly status: string; readonly object: string | null; readonly about: string }[];
  /** Codes of its own, and those that it shares with every call of its kind. */
  readonly errors: readonly ErrorCode[];
  readonly usualErrors: readonly ErrorCode[];
  readonly curl: string;
  readonly typescript: string;
};
