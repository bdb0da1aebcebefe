import { Fragment, type ReactNode } from "react";

/** A text with elements where it has `{name}`: the order of a sentence is its language's. */
export function Filled({ text, values }: { text: string; values: Readonly<Record<string, ReactNode>> }) {
  return text.split(/(\{\w+\})/).map((part, place) => {
    const name = part.startsWith("{") ? part.slice(1, -1) : null;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts are places in one text
    return <Fragment key={place}>{name !== null && Object.hasOwn(values, name) ? values[name] : part}</Fragment>;
  });
}
