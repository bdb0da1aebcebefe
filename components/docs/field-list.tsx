import type { Field } from "@/lib/documented";
import { Code, Line } from "./words";

/** The error codes have a section of their own. */
const MANY = 30;

export function FieldList({ title, fields, showNeeded }: { title: string; fields: readonly Field[]; showNeeded: boolean }) {
  if (fields.length === 0) return null;
  return (
    <div>
      <h4 className="border-b border-line pb-1 text-13 font-semibold">{title}</h4>
      <dl>
        {fields.map((field) => (
          <div key={field.name} className="border-b border-line py-2 last:border-b-0">
            <dt className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-mono text-13 font-medium">{field.name}</code>
              <span className="text-12 text-ink-2">
                <TypeName {...field} />
                {showNeeded && field.needed && " · needed"}
                {field.limits !== "" && ` · ${field.limits}`}
              </span>
            </dt>
            <dd className="text-13 text-ink-2">
              <Line text={field.about} />
              {field.values.length <= MANY && <Values values={field.values} about={field.about} />}
              {field.values.length > MANY && (
                <>
                  {" One of the "}
                  <a className="underline underline-offset-2" href="/docs/api#errors">
                    error codes
                  </a>
                  .
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The values that the words have not named already. */
function Values({ values, about }: { values: readonly string[]; about: string }) {
  if (values.every((value) => about.includes(`\`${value}\``))) return null;
  return (
    <span className="block pt-1 leading-loose">
      {values.map((value) => (
        <span key={value}>
          <Code>{value}</Code>{" "}
        </span>
      ))}
    </span>
  );
}

/** The names of objects lead to them. */
function TypeName({ type, objects }: Field) {
  let place = 0;
  return type.split(/\b/).map((word) => {
    place += word.length;
    return objects.includes(word) ? (
      <a key={place} href={`/docs/api#${word}`} className="underline underline-offset-2">
        {word}
      </a>
    ) : (
      <span key={place}>{word}</span>
    );
  });
}
