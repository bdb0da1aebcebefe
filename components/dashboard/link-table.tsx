import { CopyButton } from "../ui/copy-button";
import { Status } from "../ui/status";
import { Table, Td, Th, Tr } from "../ui/table";
import { TimeAgo } from "../ui/time-ago";
import { LinkSwitch } from "./link-switch";
import { groupDigits } from "./money-words";

export type LinkLine = {
  readonly id: string;
  readonly title: string;
  readonly checkoutUrl: string;
  readonly amountType: "fixed" | "open";
  readonly fiatAmount: string | null;
  readonly minAmount: string | null;
  readonly maxAmount: string | null;
  readonly fiatCurrency: string;
  readonly active: boolean;
  readonly paid: number;
  readonly sessions: number;
  readonly createdAt: number;
};

export function LinkTable({ lines, now }: { lines: readonly LinkLine[]; now: number }) {
  return (
    <Table label="Payment links">
      <thead>
        <tr>
          <Th>Link</Th>
          <Th className="text-right max-sm:hidden">Price</Th>
          <Th className="text-right max-md:hidden">Paid</Th>
          <Th className="max-md:hidden">Status</Th>
          <Th className="text-right max-lg:hidden">Created</Th>
          <Th className="text-right">
            <span className="sr-only">What you can do</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td className="max-w-0 w-full py-2">
              <span className="block truncate font-medium" title={line.title}>
                {line.title}
              </span>
              <span className="block truncate font-mono text-12 text-ink-2">{line.checkoutUrl.replace(/^https?:\/\//, "")}</span>
              <span className="block text-13 sm:hidden">
                <Price line={line} />
              </span>
            </Td>
            <Td className="text-right whitespace-nowrap max-sm:hidden">
              <Price line={line} />
            </Td>
            <Td className="text-right whitespace-nowrap max-md:hidden">
              {line.paid.toLocaleString("en")} <span className="text-ink-2">of {line.sessions.toLocaleString("en")}</span>
            </Td>
            <Td className="max-md:hidden">
              <Status
                {...(line.active ? { tone: "good" as const, word: "Active" } : { tone: "quiet" as const, word: "Inactive" })}
              />
            </Td>
            <Td className="text-right text-ink-2 max-lg:hidden">
              <TimeAgo at={line.createdAt} now={now} />
            </Td>
            <Td className="pr-2">
              <span className="flex items-center justify-end gap-1">
                <CopyButton text={line.checkoutUrl} what={`the link ${line.title}`} />
                <LinkSwitch id={line.id} title={line.title} active={line.active} />
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Price({ line }: { line: LinkLine }) {
  const currency = <span className="text-12 text-ink-2">{line.fiatCurrency}</span>;
  if (line.amountType === "fixed") {
    return (
      <>
        <span className="font-medium">{groupDigits(line.fiatAmount ?? "")}</span> {currency}
      </>
    );
  }
  return (
    <>
      {openWords(line)} {currency}
    </>
  );
}

function openWords({ minAmount, maxAmount }: LinkLine): string {
  if (minAmount && maxAmount) return `${groupDigits(minAmount)} to ${groupDigits(maxAmount)}`;
  if (minAmount) return `from ${groupDigits(minAmount)}`;
  return maxAmount ? `up to ${groupDigits(maxAmount)}` : "any amount";
}
