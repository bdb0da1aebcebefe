import type { TransactionSql } from "postgres";

/**
 * For the rest of a transaction that touches few rows of large tables: each is found by an index, and every statement is
 * planned anew. What the planner believes may be old: a plan kept from when the tables were almost empty, or statistics
 * taken then, read them from end to end in each round of the first rush. (No compiling either: before PostgreSQL 18 a way that is
 * turned off is a cost above which everything is compiled.)
 */
export function planByIndex(tx: TransactionSql) {
  return tx`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)`;
}
