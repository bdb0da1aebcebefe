import { vi } from "vitest";
import type { IdKind } from "@/lib/ids";
import { randomOf } from "./random";

const ids = await vi.importActual<typeof import("@/lib/ids")>("@/lib/ids");
let source = randomOf(0, 0);

export const { ID_PREFIXES, isId, randomBase62 } = ids;

/** Rows are locked and events numbered in the order of ids: a replay needs the same ones. */
export function newId(kind: IdKind): string {
  return ids.newId(kind, (size) => source.bytes(size));
}

export function seedIds(seed: number): void {
  source = randomOf(seed, 3);
}
