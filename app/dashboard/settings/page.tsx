import type { Metadata } from "next";
import { SettingsForm } from "@/components/dashboard/settings-form";
import { PageHead } from "@/components/ui/page-head";
import { findPictureProblem } from "@/db/queries/pictures";
import { DEFAULT_POLICY } from "@/lib/checkout/policy";
import { app } from "@/lib/services/app";
import { readSettings } from "@/lib/services/read-settings";
import { openRoom } from "../room";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { db, scope, mode } = await openRoom();
  const { policy, ...face } = await readSettings(db, scope.merchantId);
  const logoProblem = await findPictureProblem(db, face.logoUrl);
  const networks = [...app().chains.values()]
    .map((chain) => chain.network)
    .filter((network) => network.livemode === scope.livemode)
    .map(({ chainId, name, confirmations, blockTimeMs }) => ({ chainId, name, confirmations, blockTimeMs }));
  return (
    <>
      <PageHead title="Settings" />
      <SettingsForm
        key={mode}
        settings={{ ...face, policy: policy ?? DEFAULT_POLICY }}
        networks={networks}
        isDamaged={policy === null}
        logoProblem={logoProblem}
      />
    </>
  );
}
