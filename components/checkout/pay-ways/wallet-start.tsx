"use client";

import { type ComponentType, useState } from "react";
import type { PublicMethod, PublicSession } from "@/lib/checkout/public-session";
import type { WalletNetwork } from "@/lib/checkout/wallet-network";
import { useWords } from "../words/words-context";
import type { PageGuard } from "./use-page-guard";

export type WalletProps = {
  readonly session: PublicSession;
  readonly method: PublicMethod;
  readonly networks: readonly WalletNetwork[];
  readonly guard: PageGuard;
};

/** All about browser wallets comes with the first press. In another site's frame there is none: a click could be stolen. */
export function WalletStart(props: WalletProps) {
  const says = useWords().words.wallet;
  const [Panel, setPanel] = useState<ComponentType<WalletProps> | null>(null);
  const [problem, setProblem] = useState<"framed" | "notLoaded" | null>(null);

  async function open() {
    if (window.top !== window.self) return setProblem("framed");
    try {
      const { WalletPanel } = await import("./wallet/wallet-panel");
      setPanel(() => WalletPanel);
    } catch {
      setProblem("notLoaded");
    }
  }

  if (Panel) return <Panel {...props} />;
  return (
    <>
      <button
        type="button"
        onClick={open}
        className="min-h-11 rounded-control bg-florin px-4 py-2 text-14 font-semibold text-on-florin hover:dim"
      >
        {says.start}
      </button>
      {problem && (
        <p role="alert">
          {says[problem]}{" "}
          {problem === "framed" && (
            <a href={`/checkout/${props.session.id}`} target="_blank" rel="noopener" className="underline">
              {says.ownTab}
            </a>
          )}
        </p>
      )}
    </>
  );
}
