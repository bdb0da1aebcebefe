/** What a receiver remembers, by key. Values are short texts. */
export type ReceiverMemory = {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
};

/**
 * Where a receiver keeps what it remembers. Implement it over your database, so that a restart forgets nothing and several
 * processes share it; best in the same transaction as your own writes, which then happen exactly once.
 *
 * Keys that begin with `event:` may be deleted once they are older than Florin keeps events (90 days).
 *
 * @typeParam Tx what your own code writes by, for example your database's transaction
 */
export type ReceiverStore<Tx = unknown> = {
  /**
   * Runs the work while no other work runs under the same lock, in any process. What it has set is kept if it ends well,
   * and not kept if it throws; what it throws is thrown on.
   */
  transaction<Done>(lock: string, work: (memory: ReceiverMemory, tx: Tx) => Promise<Done>): Promise<Done>;
};

/** For tests and trials: it forgets everything with its process, and knows of no other. */
export function memoryStore(): ReceiverStore<undefined> {
  const kept = new Map<string, string>();
  const locks = new Map<string, Promise<unknown>>();

  async function run<Done>(work: (memory: ReceiverMemory, tx: undefined) => Promise<Done>): Promise<Done> {
    const written = new Map<string, string>();
    const memory: ReceiverMemory = {
      get: async (key) => written.get(key) ?? kept.get(key) ?? null,
      set: async (key, value) => void written.set(key, value),
    };
    const done = await work(memory, undefined);
    for (const [key, value] of written) kept.set(key, value);
    return done;
  }

  return {
    transaction(lock, work) {
      const before = locks.get(lock) ?? Promise.resolve();
      const mine = before.then(() => run(work));
      locks.set(
        lock,
        mine.catch(() => {}),
      );
      return mine;
    },
  };
}
