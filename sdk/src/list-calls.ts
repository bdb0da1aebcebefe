import type { Operations } from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { Listing, type Page } from "./listing.js";

type ItemOf<Name extends keyof Operations> = Operations[Name]["answer"] extends { readonly data: readonly (infer Item)[] }
  ? Item
  : never;

type ListName = { [Name in keyof Operations]: ItemOf<Name> extends never ? never : Name }[keyof Operations];

/** A list's call as a {@link Listing}. `given.query.starting_after` is where it begins. */
export function listOf<Name extends ListName>(
  call: Call,
  name: Name,
  given: { readonly id?: string; readonly query?: Operations[Name]["query"] | undefined },
  options?: CallOptions,
): Listing<ItemOf<Name>> {
  return new Listing((after) => {
    const query = after === undefined ? given.query : { ...given.query, starting_after: after };
    const asked = { ...given, query: query as Operations[Name]["query"] };
    return call(name, asked, options) as unknown as Promise<Page<ItemOf<Name>>>;
  });
}
