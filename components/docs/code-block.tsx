import { CopyCode } from "./copy-code";

type Props = {
  code: string;
  /** What stands above it: `curl`, `TypeScript`, a file's name. */
  label: string;
  /** `sh`, `ts` and `html` do what the page says; a test runs them. */
  lang: "sh" | "ts" | "html" | "text";
};

export function CodeBlock({ code, label, lang }: Props) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-control border border-line bg-card">
      <figcaption className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3 text-12 text-ink-2">
        {label}
        <CopyCode what={`the example, ${label}`} />
      </figcaption>
      <pre
        data-lang={lang}
        data-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto p-3 font-mono text-12 leading-relaxed [overflow-wrap:normal]"
      >
        {code}
      </pre>
    </figure>
  );
}
