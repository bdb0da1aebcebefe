import { Status, type Tone } from "../ui/status";
import { Table, Td, Th, Tr } from "../ui/table";
import { spanWords } from "../ui/time-words";

export type NetworkLine = {
  readonly chainId: number;
  readonly name: string;
  readonly symbols: readonly string[];
  readonly confirmations: number;
  readonly connected: boolean;
  readonly scannedThrough: number | null;
  readonly lastScanSecondsAgo: number | null;
  readonly stalled: boolean;
};

/** A scan that last got through so long ago shows payments late. */
const LATE_SECONDS = 120;

export function networkStatus({ connected, stalled, lastScanSecondsAgo }: NetworkLine): { tone: Tone; word: string } {
  if (!connected) return { tone: "quiet", word: "Not connected" };
  if (stalled) return { tone: "bad", word: "Stands still" };
  if (lastScanSecondsAgo === null) return { tone: "wait", word: "Starting" };
  if (lastScanSecondsAgo > LATE_SECONDS) return { tone: "warn", word: `Read ${spanWords(lastScanSecondsAgo * 1_000)} ago` };
  return { tone: "good", word: "Connected" };
}

export function NetworkTable({ lines }: { lines: readonly NetworkLine[] }) {
  return (
    <Table label="Networks">
      <thead>
        <tr>
          <Th>Network</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Takes</Th>
          <Th className="text-right max-sm:hidden">Confirmations</Th>
          <Th className="text-right max-md:hidden">Read up to block</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.chainId}>
            <Td className="font-medium whitespace-nowrap">{line.name}</Td>
            <Td>
              <Status {...networkStatus(line)} />
            </Td>
            <Td className="whitespace-nowrap text-ink-2 max-sm:hidden">{line.symbols.join(", ")}</Td>
            <Td className="text-right max-sm:hidden">{line.confirmations}</Td>
            <Td className="text-right text-ink-2 max-md:hidden">{line.scannedThrough?.toLocaleString("en")}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
