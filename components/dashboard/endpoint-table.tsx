import Link from "next/link";
import { Status, type Tone } from "../ui/status";
import { rowLink, Table, Td, Th, Tr } from "../ui/table";
import { TimeAgo } from "../ui/time-ago";

export type EndpointLine = {
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly string[];
  readonly active: boolean;
  readonly disabledReason: string | null;
  readonly createdAt: number;
};

/** Off by its owner, or switched off because it kept failing. */
export function endpointStatus({ active, disabledReason }: Pick<EndpointLine, "active" | "disabledReason">): {
  tone: Tone;
  word: string;
} {
  if (active) return { tone: "good", word: "Active" };
  return disabledReason ? { tone: "bad", word: "Switched off" } : { tone: "quiet", word: "Paused" };
}

export function EndpointTable({ lines, now }: { lines: readonly EndpointLine[]; now: number }) {
  return (
    <Table label="Webhook endpoints">
      <thead>
        <tr>
          <Th>URL</Th>
          <Th className="max-sm:hidden">Status</Th>
          <Th className="max-md:hidden">Events</Th>
          <Th className="text-right max-md:hidden">Created</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td className="w-full max-w-0 py-2">
              <Link href={`/dashboard/webhooks/${line.id}`} className={`${rowLink} block truncate font-medium`}>
                {line.url}
              </Link>
              {line.description && <span className="block truncate text-13 text-ink-2">{line.description}</span>}
              <span className="text-13 sm:hidden">
                <Status {...endpointStatus(line)} />
              </span>
            </Td>
            <Td className="max-sm:hidden">
              <Status {...endpointStatus(line)} />
            </Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden">
              {line.events.includes("*")
                ? "every event"
                : line.events.length === 1
                  ? line.events[0]
                  : `${line.events.length} kinds`}
            </Td>
            <Td className="text-right text-ink-2 max-md:hidden">
              <TimeAgo at={line.createdAt} now={now} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
