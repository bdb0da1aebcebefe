import { Plus, X } from "lucide-react";
import { Button } from "../ui/button";
import { Input } from "../ui/field";
import { Table, Td, Th, Tr } from "../ui/table";
import { spanWords } from "../ui/time-words";
import type { ApiFault } from "./api";
import { faultAt } from "./fault-words";
import type { NetworkDraft, RuleNetwork, TierDraft } from "./settings-draft";

type Props = {
  readonly networks: readonly RuleNetwork[];
  readonly drafts: Readonly<Record<string, NetworkDraft>>;
  readonly onChange: (chainId: number, next: (before: NetworkDraft) => Partial<NetworkDraft>) => void;
  readonly fault: ApiFault | null;
};

/** How many confirmations a price needs, network by network. */
export function ConfirmationTiers({ networks, drafts, onChange, fault }: Props) {
  return (
    <Table label="Confirmations by price">
      <thead>
        <tr>
          <Th>Price</Th>
          <Th>Confirmations</Th>
          <Th className="max-sm:hidden">Usually takes</Th>
          <Th>
            <span className="sr-only">Remove</span>
          </Th>
        </tr>
      </thead>
      {networks.map((network) => {
        const draft = drafts[network.chainId];
        return (
          draft && (
            <NetworkTiers
              key={network.chainId}
              network={network}
              draft={draft}
              onChange={(next) => onChange(network.chainId, next)}
              fault={fault}
            />
          )
        );
      })}
    </Table>
  );
}

type NetworkProps = {
  readonly network: RuleNetwork;
  readonly draft: NetworkDraft;
  readonly onChange: (next: (before: NetworkDraft) => Partial<NetworkDraft>) => void;
  readonly fault: ApiFault | null;
};

function NetworkTiers({ network, draft, onChange, fault }: NetworkProps) {
  const { tiers, above } = draft;
  const param = `policy.confirmations.${network.chainId}`;
  const wrong = faultAt(fault, param);
  const put = ({ id }: TierDraft, change: Partial<TierDraft>) =>
    onChange((before) => ({ tiers: before.tiers.map((tier) => (tier.id === id ? { ...tier, ...change } : tier)) }));
  const add = () =>
    onChange((before) => ({
      tiers: [...before.tiers, { id: Math.max(-1, ...before.tiers.map(({ id }) => id)) + 1, upTo: "", confirmations: "" }],
    }));
  // As the core does: a larger price never needs fewer.
  const usual = String(Math.max(network.confirmations, Number(tiers.at(-1)?.confirmations) || 0));
  const isWrong = (index: number, field: string) => fault?.param === `${param}.${index}.${field}`;
  return (
    <tbody className="border-b border-line last:border-b-0 *:last:*:pb-3">
      <tr>
        <th scope="rowgroup" colSpan={4} className="px-4 pt-2 font-medium">
          <span className="flex items-center justify-between gap-3">
            {network.name}
            <Button look="quiet" onClick={add}>
              <Plus aria-hidden strokeWidth={1.5} />
              Add a step
            </Button>
          </span>
        </th>
      </tr>
      {tiers.map((tier, index) => (
        <Tr key={tier.id} className="border-b-0">
          <Td className="py-1">
            <span className="flex items-center gap-2 whitespace-nowrap">
              up to
              <span className="w-24 max-sm:w-20">
                <Input
                  aria-label={`${network.name}, step ${index + 1}: up to, in USD`}
                  aria-invalid={isWrong(index, "upTo")}
                  value={tier.upTo}
                  onChange={(event) => put(tier, { upTo: event.target.value })}
                  inputMode="decimal"
                  placeholder="20.00"
                />
              </span>
              <span className="max-sm:hidden">USD</span>
            </span>
          </Td>
          <Td className="py-1">
            <div className="w-20 max-sm:w-16">
              <Input
                aria-label={`${network.name}, step ${index + 1}: confirmations`}
                aria-invalid={isWrong(index, "confirmations")}
                value={tier.confirmations}
                onChange={(event) => put(tier, { confirmations: event.target.value })}
                inputMode="numeric"
                placeholder="1"
              />
            </div>
          </Td>
          <Usually network={network} confirmations={tier.confirmations} />
          <Td className="py-1 pl-0 text-right">
            <Button
              look="quiet"
              aria-label={`Remove step ${index + 1} of ${network.name}`}
              className="w-9 px-0"
              onClick={() => onChange((before) => ({ tiers: before.tiers.filter(({ id }) => id !== tier.id) }))}
            >
              <X aria-hidden strokeWidth={1.5} />
            </Button>
          </Td>
        </Tr>
      ))}
      <Tr className="border-b-0">
        <Td className="py-1">{tiers.length > 0 ? "above" : "any price"}</Td>
        <Td className="py-1">
          <div className="w-20 max-sm:w-16">
            <Input
              aria-label={`${network.name}: confirmations ${tiers.length > 0 ? "above the last step" : "for any price"}`}
              aria-invalid={isWrong(tiers.length, "confirmations")}
              value={above}
              onChange={(event) => onChange(() => ({ above: event.target.value }))}
              inputMode="numeric"
              placeholder={usual}
            />
          </div>
        </Td>
        <Usually network={network} confirmations={above.trim() || usual} />
        <Td />
      </Tr>
      {wrong && (
        <tr>
          <td colSpan={4} className="px-4 pb-3 text-13 font-medium" role="alert">
            {wrong}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Usually({ network, confirmations }: { network: RuleNetwork; confirmations: string }) {
  const count = /^\d{1,6}$/.test(confirmations.trim()) ? Number(confirmations) : null;
  const words = count === null ? "" : `about ${spanWords(Math.max(1_000, count * network.blockTimeMs))}`;
  return <Td className="py-1 text-ink-2 whitespace-nowrap max-sm:hidden">{words}</Td>;
}
