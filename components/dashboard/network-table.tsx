"use client";

import useSWR from "swr";
import { Status } from "../ui/status";
import { Table, Td, Th, Tr } from "../ui/table";
import { spanWords } from "../ui/time-words";
import { type NetworkLine, type NetworkProgress, networkStatus } from "./network-status";

const REFRESH_MS = 5_000;

/** The networks as the page was made, then as the scan goes on while somebody looks. */
export function NetworkTable({ lines }: { lines: readonly NetworkLine[] }) {
  const { data } = useSWR<readonly NetworkProgress[]>("/api/health", readProgress, { refreshInterval: REFRESH_MS });
  return (
    <Table label="Networks">
      <thead>
        <tr>
          <Th>Network</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Takes</Th>
          <Th className="text-right max-sm:hidden">Confirmations</Th>
          <Th className="text-right max-md:hidden">Read up to block</Th>
          <Th className="text-right">Behind</Th>
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
              <Td className="text-right whitespace-nowrap text-ink-2">
                {line.behindSeconds !== null && spanWords(line.behindSeconds * 1_000)}
              </Td>
            </Tr>
          ))}
      </tbody>
    </Table>
  );
}

async function readProgress(url: string): Promise<readonly NetworkProgress[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const { networks } = (await response.json()) as { networks: readonly NetworkProgress[] };
  return networks;
}
