import type { Field } from "@/lib/documented";
import { FieldList } from "./field-list";
import { Line } from "./words";

type Props = {
  name: string;
  about: string;
  fields: readonly Field[];
  /** Of an object that is one of several: their names. */
  kinds: readonly string[];
};

export function ObjectSection({ name, about, fields, kinds }: Props) {
  return (
    <section id={name} aria-label={name} className="flex max-w-3xl scroll-mt-16 flex-col gap-2 border-t border-line py-6">
      <h3 className="text-16 font-semibold">
        <a href={`#${name}`} className="hover:underline">
          {name}
        </a>
      </h3>
      <p>
        <Line text={about} />
      </p>
      {kinds.length > 0 && (
        <p>
          One of:{" "}
          {kinds.map((kind, place) => (
            <span key={kind}>
              {place > 0 && " · "}
              <a href={`#${kind}`} className="underline underline-offset-2">
                {kind}
              </a>
            </span>
          ))}
        </p>
      )}
      <FieldList title="Fields" fields={fields} showNeeded={false} />
    </section>
  );
}
