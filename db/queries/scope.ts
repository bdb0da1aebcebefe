/** Whose rows, and in which mode: the first argument, after the database, of every query on a merchant's behalf (R8). */
export type Scope = {
  readonly merchantId: string;
  readonly livemode: boolean;
};
