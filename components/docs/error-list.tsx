import { Line } from "./words";

type Entry = { readonly code: string; readonly status: number; readonly meaning: string };

export function ErrorList({ errors }: { errors: readonly Entry[] }) {
  return (
    <section id="errors" aria-label="Errors" className="flex max-w-3xl scroll-mt-16 flex-col gap-3">
      <h2 className="text-20 font-semibold">Errors</h2>
      <p>
        Every error answer is an{" "}
        <a href="#Error" className="underline underline-offset-2">
          Error
        </a>
        . Programs go by its code, people read its message.
      </p>
      <dl>
        {errors.map(({ code, status, meaning }) => (
          <div key={code} id={`error-${code}`} className="scroll-mt-16 border-b border-line py-2">
            <dt className="flex flex-wrap items-baseline gap-x-3">
              <code className="font-mono text-13 font-medium">{code}</code>
              <span className="text-12 text-ink-2">{status}</span>
            </dt>
            <dd className="text-13 text-ink-2">
              <Line text={meaning} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
