import { Input } from "../ui/field";
import { Table, Td, Th, Tr } from "../ui/table";
import type { ApiFault } from "./api";
import { faultAt } from "./fault-words";
import type { NetworkDraft, RuleNetwork } from "./settings-draft";

type Props = {
  readonly networks: readonly RuleNetwork[];
  readonly drafts: Readonly<Record<string, NetworkDraft>>;
  readonly onChange: (chainId: number, next: (before: NetworkDraft) => Partial<NetworkDraft>) => void;
  readonly fault: ApiFault | null;
};

/** The least that people can practically send, network by network. */
export function ForgivenRests({ networks, drafts, onChange, fault }: Props) {
  return (
    <Table label="Rests that are forgiven">
      <thead>
        <tr>
          <Th>Network</Th>
          <Th>Forgive a rest of up to</Th>
        </tr>
      </thead>
      <tbody>
        {networks.map(({ chainId, name }) => {
          const wrong = faultAt(fault, `policy.forgiveness.upTo.${chainId}`);
          return (
            <Tr key={chainId}>
              <Td className="font-medium">{name}</Td>
              <Td className="py-1">
                <span className="flex items-center gap-2 whitespace-nowrap">
                  <span className="w-24">
                    <Input
                      aria-label={`${name}: forgive a rest of up to, in USD`}
                      aria-invalid={wrong !== null}
                      value={drafts[chainId]?.forgiven ?? ""}
                      onChange={(event) => onChange(chainId, () => ({ forgiven: event.target.value }))}
                      inputMode="decimal"
                      placeholder="nothing"
                    />
                  </span>
                  USD
                </span>
                {wrong && (
                  <p role="alert" className="pt-1 text-13 font-medium">
                    {wrong}
                  </p>
                )}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}
