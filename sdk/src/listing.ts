import { FlorinError } from "./errors.js";

/** A page of a list, newest first. */
export type Page<Item> = {
  readonly object: "list";
  readonly data: readonly Item[];
  /** True: there are older ones. */
  readonly hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  readonly nextCursor: string | null;
};

/**
 * A list that fetches its pages as they are needed. Awaited, it is its first page; iterated, it is all of its items, newest
 * first, over as many pages as there are.
 *
 * @example
 * ```ts
 * for await (const session of florin.checkoutSessions.list({ status: "paid" })) console.log(session.id);
 * const { data, hasMore } = await florin.checkoutSessions.list({ limit: 10 });
 * ```
 */
export class Listing<Item> implements PromiseLike<Page<Item>>, AsyncIterable<Item> {
  readonly #fetchPage: (after: string | undefined) => Promise<Page<Item>>;

  /** @param fetchPage gets the page that follows the item of that id; the first one without */
  constructor(fetchPage: (after: string | undefined) => Promise<Page<Item>>) {
    this.#fetchPage = fetchPage;
  }

  // biome-ignore lint/suspicious/noThenProperty: a list that is awaited is its first page
  then<Done = Page<Item>, Failed = never>(
    onDone?: ((page: Page<Item>) => Done | PromiseLike<Done>) | null,
    onFailed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.#fetchPage(undefined).then(onDone, onFailed);
  }

  /** Page by page. Each costs one request. */
  async *pages(): AsyncGenerator<Page<Item>, void> {
    const seen = new Set<string>();
    let after: string | undefined;
    while (true) {
      const page = await this.#fetchPage(after);
      yield page;
      if (page.nextCursor === null) return;
      if (seen.has(page.nextCursor)) throw new FlorinError("the list goes in a circle");
      seen.add(page.nextCursor);
      after = page.nextCursor;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for await (const page of this.pages()) yield* page.data;
  }
}
