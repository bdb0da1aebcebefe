import type { ComponentProps } from "react";

/** The heart of the ledger: 40 px rows under a head that stays. */
export function Table({ label, className = "", ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <div className="overflow-x-auto rounded-panel border border-line bg-card shadow-panel">
      <table {...rest} aria-label={label} className={`w-full border-collapse text-left text-14 ${className}`} />
    </div>
  );
}

export function Th({ className = "", ...rest }: ComponentProps<"th">) {
  return (
    <th
      {...rest}
      scope="col"
      className={`sticky top-0 h-9 border-b border-line bg-card px-4 text-12 font-medium whitespace-nowrap text-ink-2 ${className}`}
    />
  );
}

/** A row that opens a page: its first link covers it all (give that link `rowLink`). */
export function Tr({ className = "", ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      {...rest}
      className={`relative border-b border-line last:border-b-0 focus-within:bg-ink/[0.03] hover:bg-ink/[0.03] ${className}`}
    />
  );
}

export function Td({ className = "", ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={`h-10 max-sm:h-12 px-4 ${className}`} />;
}

export const rowLink = "after:absolute after:inset-0 after:content-['']";
