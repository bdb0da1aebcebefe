import { CopyButton } from "../ui/copy-button";
import { shortHash } from "./money-words";

/** A hash or an address: short to the eye, whole on hover and in the clipboard. */
export function Hash({ value, what, href }: { value: string; what: string; href?: string | null }) {
  return (
    <span className="-my-2 inline-flex items-center gap-0.5 whitespace-nowrap">
      {href ? (
        <a
          href={href}
          target="_blank"
          rel="noreferrer"
          title={value}
          className="font-mono text-13 underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {shortHash(value)}
        </a>
      ) : (
        <span title={value} className="font-mono text-13">
          {shortHash(value)}
        </span>
      )}
      <CopyButton text={value} what={what} />
    </span>
  );
}
