"use client";

import { useEffect, useState } from "react";
import type { AssetRef } from "@/lib/checkout/assets";
import { Filled } from "../../filled";
import { addressGroups } from "../../grouping";
import { assetRef } from "../../screen";
import { coinText } from "../../words/numbers";
import { walletWordsOf } from "../../words/wallet/wallet-words";
import { fill } from "../../words/words";
import { useWords } from "../../words/words-context";
import type { WalletProps } from "../wallet-start";
import { findWallets } from "./find-wallets";
import { payByWallet, type WalletOutcome, type WalletStep } from "./pay-by-wallet";
import type { FoundWallet } from "./provider";

/** The wallets of this browser, and what the chosen one is doing. What was sent is not offered a second time. */
export function WalletPanel({ session, method, networks, guard }: WalletProps) {
  const { locale, words, signs } = useWords();
  const says = walletWordsOf(locale);
  const [wallets, setWallets] = useState<readonly FoundWallet[]>([]);
  const [now, setNow] = useState<WalletStep | WalletOutcome | null>(null);
  /** What was missing when it was sent: another sum is another payment. */
  const [sentFor, setSentFor] = useState<string | null>(null);
  const demand = `${method.chainId}:${assetRef(method)}:${session.amountRemaining.wei}`;
  const isSent = sentFor === demand;
  const isBusy = now === "connecting" || now === "switching" || now === "confirming";
  const network = networks.find(({ chainId }) => Number(chainId) === method.chainId);

  useEffect(() => findWallets(window, setWallets), []);

  async function pay({ provider }: FoundWallet) {
    if (!network) return setNow("wrongNetwork");
    const payment = {
      asset: assetRef(method) as AssetRef,
      address: method.address,
      amount: BigInt(session.amountRemaining.wei),
      network,
    };
    const outcome = await payByWallet(provider, payment, { tell: setNow, isTrusted: guard.isStillTrusted });
    if (outcome === "sent") setSentFor(demand);
    setNow(outcome);
  }

  const values = {
    amount: `${coinText(session.amountRemaining.eth, signs)}\u00a0${method.asset.symbol}`,
    network: method.networkName,
  };
  const said = now === "sent" && !isSent ? null : now;
  return (
    <div className="flex w-full flex-col gap-3">
      {wallets.length === 0 && <p>{says.none}</p>}
      {!isSent && (
        <ul className="flex flex-col gap-2">
          {wallets.map((wallet) => (
            <li key={wallet.id}>
              <button
                type="button"
                disabled={isBusy}
                onClick={() => pay(wallet)}
                className="flex min-h-11 w-full items-center gap-3 rounded-control border border-line bg-card px-3 py-2 text-start text-14 font-semibold text-ink hover:border-ink-3 disabled:text-ink-3"
              >
                {wallet.icon !== null && (
                  // biome-ignore lint/performance/noImgElement: a wallet's own picture, as data
                  <img src={wallet.icon} alt="" width={24} height={24} className="size-6 rounded-control" />
                )}
                <Filled text={says.payWith} values={{ wallet: <bdi>{wallet.name ?? says.unnamed}</bdi> }} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="status" data-testid="wallet-says" className="text-14 text-ink">
        {said !== null && fill(says[said], values)}
        {said === "confirming" && (
          <>
            {" "}
            <Filled
              text={words.pay.addressEnds}
              values={{
                end: (
                  <strong dir="ltr" className="font-mono">
                    {addressGroups(method.address).at(-1)}
                  </strong>
                ),
              }}
            />
          </>
        )}
      </div>
    </div>
  );
}
