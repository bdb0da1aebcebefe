import { Fragment } from "react";

/**
 * A long text in groups for the eye. It stands once more as contiguous text, for machines, screen readers and the
 * search of the browser; selecting and copying the groups gives the text without gaps too.
 */
export function Grouped({ text, groups, strongEnds = false }: { text: string; groups: readonly string[]; strongEnds?: boolean }) {
  if (groups.length < 2) return text;
  const last = groups.length - 1;
  return (
    <>
      <span className="sr-only select-none">{text}</span>
      <span aria-hidden="true">
        {groups.map((group, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups are places in one text
          <Fragment key={place}>
            {place > 0 && <wbr />}
            <span
              className={`whitespace-nowrap ${place < last ? "me-[0.32em]" : ""} ${
                strongEnds && (place === 0 || place === last) ? "font-semibold text-ink" : ""
              }`}
            >
              {group}
            </span>
          </Fragment>
        ))}
      </span>
    </>
  );
}
