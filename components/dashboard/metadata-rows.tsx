"use client";

import { Plus, X } from "lucide-react";
import { Button } from "../ui/button";
import type { MetadataRow } from "./metadata-row";

type Props = { rows: readonly MetadataRow[]; onChange: (rows: MetadataRow[]) => void; fault: string | null };

const CONTROL =
  "h-9 max-sm:h-11 min-w-0 rounded-control border border-line bg-card px-3 text-14 max-sm:text-16 hover:border-ink-3";

/** The shop's own notes: a name and a value each. */
export function MetadataRows({ rows, onChange, fault }: Props) {
  const put = (index: number, change: Partial<MetadataRow>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-13 font-medium">
        Metadata <span className="font-normal text-ink-2">(only you and your server see it)</span>
      </legend>
      {rows.map((row, index) => (
        <div key={row.id} className="flex gap-2">
          <input
            aria-label={`Name ${index + 1}`}
            value={row.name}
            onChange={(e) => put(index, { name: e.target.value })}
            className={`${CONTROL} w-2/5`}
          />
          <input
            aria-label={`Value ${index + 1}`}
            value={row.value}
            onChange={(e) => put(index, { value: e.target.value })}
            className={`${CONTROL} flex-1`}
          />
          <Button
            look="quiet"
            aria-label={`Remove ${row.name || "this row"}`}
            className="w-9 px-0"
            onClick={() => onChange(rows.filter((other) => other !== row))}
          >
            <X aria-hidden strokeWidth={1.5} />
          </Button>
        </div>
      ))}
      {fault && (
        <p role="alert" className="text-13 font-medium">
          {fault}
        </p>
      )}
      <Button
        look="quiet"
        className="self-start"
        onClick={() => onChange([...rows, { id: Math.max(0, ...rows.map((row) => row.id)) + 1, name: "", value: "", was: null }])}
      >
        <Plus aria-hidden strokeWidth={1.5} />
        Add a line
      </Button>
    </fieldset>
  );
}
