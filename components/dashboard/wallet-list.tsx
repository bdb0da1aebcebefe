import { CopyButton } from "../ui/copy-button";
import { Badge, Status } from "../ui/status";
import { TimeAgo } from "../ui/time-ago";
import { GroupedAddress } from "./grouped-address";

export type WalletLine = {
  readonly id: string;
  readonly kind: "treasury" | "xpub";
  /** EIP-55. */
  readonly treasury: string | null;
  readonly firstAddresses: readonly string[];
  readonly active: boolean;
  readonly createdAt: number;
};

function purposeOf({ kind, active }: WalletLine): string {
  if (kind === "xpub") return "Its first receive addresses. ";
  return active ? "Collects what comes in. " : "Still collects what was paid to its sessions. ";
}

export function WalletList({ lines, now }: { lines: readonly WalletLine[]; now: number }) {
  return (
    <ul aria-label="Wallets" className="grid gap-4 lg:grid-cols-2">
      {lines.map((wallet) => (
        <li key={wallet.id} className="flex flex-col gap-3 rounded-panel border border-line bg-card p-5 shadow-panel">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Status
              {...(wallet.active ? { tone: "good" as const, word: "In use" } : { tone: "quiet" as const, word: "Not in use" })}
            />
            <Badge>{wallet.kind === "treasury" ? "address" : "extended public key"}</Badge>
          </div>
          {(wallet.treasury ? [wallet.treasury] : wallet.firstAddresses).map((address) => (
            <div key={address} className="flex items-start justify-between gap-2">
              <GroupedAddress address={address} />
              <CopyButton text={address} what="the address" />
            </div>
          ))}
          <p className="text-13 text-ink-2">
            {purposeOf(wallet)}
            Added <TimeAgo at={wallet.createdAt} now={now} />.
          </p>
        </li>
      ))}
    </ul>
  );
}
