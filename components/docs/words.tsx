import { Fragment, type ReactNode } from "react";

/** A text of the API's document: `code` in backticks, **names** in asterisks, paragraphs between empty lines. */
export function Words({ text }: { text: string }) {
  return text.split("\n\n").map((paragraph) => <p key={paragraph}>{inline(paragraph)}</p>);
}

export function Line({ text }: { text: string }) {
  return <>{inline(text)}</>;
}

function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, place) => {
    const key = `${place}${part}`;
    if (part.startsWith("`")) return <Code key={key}>{part.slice(1, -1)}</Code>;
    if (part.startsWith("**")) return <strong key={key}>{part.slice(2, -2)}</strong>;
    return <Fragment key={key}>{part}</Fragment>;
  });
}

export function Code({ children }: { children: ReactNode }) {
  return <code className="rounded-[3px] bg-ink/6 px-1 py-px font-mono text-[0.925em]">{children}</code>;
}
