import type { Metadata } from "next";
import { checksumAddress } from "viem";
import { NetworkTable } from "@/components/dashboard/network-table";
import { WalletForm } from "@/components/dashboard/wallet-form";
import { WalletList } from "@/components/dashboard/wallet-list";
import { PageHead, Section } from "@/components/ui/page-head";
import { listWallets } from "@/db/queries/wallets";
import { networkLines } from "../network-lines";
import { openRoom } from "../room";

export const metadata: Metadata = { title: "Wallets" };

const MOST_WALLETS = 100;

export default async function WalletsPage() {
  const room = await openRoom();
  const { db, scope, mode, now } = room;
  const wallets = await listWallets(db, scope, { limit: MOST_WALLETS, startingAfter: null });
  const shown = (address: string) => checksumAddress(address as `0x${string}`);
  const lines = wallets.map(({ id, kind, treasury, firstAddresses, active, createdAt }) => ({
    id,
    kind,
    treasury: treasury && shown(treasury),
    firstAddresses: firstAddresses.map(shown),
    active,
    createdAt: createdAt.getTime(),
  }));
  return (
    <>
      <PageHead title="Wallets">
        <p className="max-w-prose text-ink-2">
          Where {mode === "test" ? "test payments" : "payments"} go. Florin keeps the address, never a key: only you can spend.
        </p>
      </PageHead>
      {lines.length > 0 && <WalletList lines={lines} now={now} />}
      <Section title={lines.length > 0 ? "Use another wallet" : "Add your wallet"}>
        {lines.length > 0 && (
          <p className="max-w-prose text-ink-2">
            It takes the place of the one in use: new sessions are paid to it, those already made stay with the old one.
          </p>
        )}
        <WalletForm />
      </Section>
      <Section title="Networks">
        <NetworkTable lines={await networkLines(room)} />
      </Section>
    </>
  );
}
