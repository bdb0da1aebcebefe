import { ID_PREFIXES, type IdKind, isId } from "@/lib/ids";
import type { Random } from "../simulation/random";

const MOST_OF_A_KIND = 200;
const BY_FIELD: Readonly<Record<string, IdKind>> = { linkId: "paymentLink", session: "session" };
const KINDS = Object.keys(ID_PREFIXES) as IdKind[];

export type Pool = ReturnType<typeof makePool>;

/** The objects that requests may ask for, by kind; those that were told of lately. */
export function makePool() {
  const ids = new Map<IdKind, string[]>();
  return {
    add(id: string): void {
      const kind = KINDS.find((one) => isId(one, id));
      if (!kind) return;
      const known = ids.get(kind) ?? [];
      known.push(id);
      ids.set(kind, known.slice(-MOST_OF_A_KIND));
    },
    /** It is gone; the last one of its kind stays, gone or not. */
    remove(id: string): void {
      for (const [kind, known] of ids) {
        const others = known.filter((one) => one !== id);
        if (others.length > 0) ids.set(kind, others);
      }
    },
    /** @throws where nobody made one */
    some(kind: IdKind, random: Random): string {
      const known = ids.get(kind);
      if (!known || known.length === 0) throw new Error(`nobody made a ${kind}`);
      return random.pick(known);
    },
    /** What a field of that name may name. */
    named(field: string, random: Random): string | undefined {
      const kind = field === "starting_after" ? random.pick([...ids.keys()]) : BY_FIELD[field];
      return kind && random.pick(ids.get(kind) ?? []);
    },
  };
}
