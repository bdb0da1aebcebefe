"use client";

import useSWR from "swr";
import { Status, type Tone } from "../ui/status";
import { Table, Td, Th, Tr } from "../ui/table";
import { spanWords } from "../ui/time-words";

/** What changes by itself; /api/health tells it too. */
type Progress = {
  readonly chainId: number;
  readonly scannedThrough: number | null;
  readonly lastScanSecondsAgo: number | null;
  readonly stalled: boolean;
};

export type NetworkLine = Progress & {
  readonly name: string;
  readonly symbols: readonly string[];
  readonly confirmations: number;
  readonly connected: boolean;
};

/** A scan that last got through so long ago shows payments late. */
const LATE_SECONDS = 120;
const REFRESH_MS = 5_000;

export function networkStatus({ connected, stalled, lastScanSecondsAgo }: NetworkLine): { tone: Tone; word: string } {
  if (!connected) return { tone: "quiet", word: "Not connected" };
  if (stalled) return { tone: "bad", word: "Stands still" };
  if (lastScanSecondsAgo === null) return { tone: "wait", word: "Starting" };
  if (lastScanSecondsAgo > LATE_SECONDS) return { tone: "warn", word: `Read ${spanWords(lastScanSecondsAgo * 1_000)} ago` };
  return { tone: "good", word: "Connected" };
}

/** The networks as the page was made, then as the scan goes on while somebody looks. */
export function NetworkTable({ lines }: { lines: readonly NetworkLine[] }) {
  const { data } = useSWR<readonly Progress[]>("/api/health", readProgress, { refreshInterval: REFRESH_MS });
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
        {lines
          .map((line) => ({ ...line, ...data?.find((one) => one.chainId === line.chainId) }))
          .map((line) => (
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

async function readProgress(url: string): Promise<readonly Progress[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const { networks } = (await response.json()) as { networks: readonly Progress[] };
  return networks;
}
