import Link from "next/link";
import type { SessionStatus } from "@/lib/checkout/session";
import { Status } from "../ui/status";
import { rowLink, Table, Td, Th, Tr } from "../ui/table";
import { TimeAgo } from "../ui/time-ago";
import { groupDigits } from "./money-words";
import { statusWords } from "./session-words";

export type SessionLine = {
  readonly id: string;
  readonly status: SessionStatus;
  /** The price, decimal text, and its currency. */
  readonly price: string;
  readonly currency: string;
  /** What is due in the chosen asset: `0.0151 ETH`. */
  readonly due: string;
  /** What it is for: the link's title, the description or the shop's own reference. */
  readonly about: string | null;
  readonly reference: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

export function SessionTable({ lines, now, label }: { lines: readonly SessionLine[]; now: number; label: string }) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>Status</Th>
          <Th className="text-right">Price</Th>
          <Th className="max-md:hidden">Due</Th>
          <Th className="max-sm:hidden">For</Th>
          <Th className="text-right">Created</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td>
              <Link
                href={`/dashboard/sessions/${line.id}`}
                className={`${rowLink} outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring`}
              >
                <Status {...statusWords(line.status)} />
              </Link>
            </Td>
            <Td className="text-right font-medium whitespace-nowrap">
              {groupDigits(line.price)} <span className="text-12 font-normal text-ink-2">{line.currency}</span>
            </Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{line.due}</Td>
            <Td className="max-sm:hidden">
              <span className="flex max-w-[36ch] min-w-0 items-baseline gap-2">
                <span className="truncate">{line.about ?? line.reference ?? <span className="text-ink-2">by API</span>}</span>
                {line.about && line.reference && <span className="truncate text-13 text-ink-2">{line.reference}</span>}
              </span>
            </Td>
            <Td className="text-right text-ink-2">
              <TimeAgo at={line.createdAt} now={now} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
