import type { Metadata, MetadataValue } from "@/lib/checkout/record";

export type MetadataRow = {
  readonly id: number;
  readonly name: string;
  readonly value: string;
  /** What it was before it became text to edit. */
  readonly was: MetadataValue | null;
};

export function metadataRows(metadata: Metadata): MetadataRow[] {
  return Object.entries(metadata).map(([name, was], id) => ({ id, name, value: String(was), was }));
}

/** Back to metadata: a value that nobody touched keeps its kind, a new one is text, a line without a name is dropped. */
export function toMetadata(rows: readonly MetadataRow[]): Metadata {
  const named = rows.filter((row) => row.name !== "");
  return Object.fromEntries(named.map(({ name, value, was }) => [name, was !== null && String(was) === value ? was : value]));
}
