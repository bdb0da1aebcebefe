import type { Call } from "@/lib/documented";
import { CodeBlock } from "./code-block";
import { FieldList } from "./field-list";
import { Line, Words } from "./words";

export function CallSection({ call }: { call: Call }) {
  return (
    <section
      id={call.id}
      aria-labelledby={`${call.id}-title`}
      className="grid scroll-mt-16 gap-x-10 gap-y-5 border-t border-line py-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <header className="flex flex-col gap-1">
          <h3 id={`${call.id}-title`} className="text-16 font-semibold">
            <a href={`#${call.id}`} className="hover:underline">
              {call.summary}
            </a>
          </h3>
          <p className="font-mono text-13 text-ink-2">
            <span className="font-semibold text-ink">{call.method}</span> {call.path}
          </p>
        </header>
        {call.about !== null && <Words text={call.about} />}
        <p className="text-13 text-ink-2">
          For: <Line text={call.access} />
        </p>
        <FieldList title="In the address" fields={call.parameters} showNeeded />
        <FieldList title="In the body" fields={call.body} showNeeded />
        <Answers {...call} />
      </div>
      <div className="flex min-w-0 flex-col gap-3 xl:sticky xl:top-16 xl:self-start">
        <CodeBlock label="curl" lang="sh" code={call.curl} />
        <CodeBlock label="TypeScript" lang="ts" code={call.typescript} />
      </div>
    </section>
  );
}

function Answers({ answers, errors, usualErrors }: Call) {
  return (
    <div className="flex flex-col gap-1 text-13">
      <h4 className="border-b border-line pb-1 font-semibold">Answers</h4>
      <ul>
        {answers.map(({ status, object, about }) => (
          <li key={status}>
            <span className="font-mono">{status}</span>{" "}
            {object === null ? (
              about
            ) : (
              <a href={`#${object}`} className="underline underline-offset-2">
                {object}
              </a>
            )}
          </li>
        ))}
      </ul>
      {errors.length > 0 && (
        <p>
          Errors of its own: <Codes codes={errors} />
        </p>
      )}
      {usualErrors.length > 0 && (
        <details>
          <summary className="w-fit py-1 text-ink-2">Errors of all calls of its kind</summary>
          <Codes codes={usualErrors} />
        </details>
      )}
    </div>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  return codes.map((code, place) => (
    <span key={code}>
      {place > 0 && " · "}
      <a href={`#error-${code}`} className="font-mono text-12 underline underline-offset-2">
        {code}
      </a>
    </span>
  ));
}
