"use client";

import { type ReactNode, useRef } from "react";
import type { PublicMethod, PublicSession } from "@/lib/checkout/public-session";
import type { SignedCode } from "@/lib/checkout/qr-code";
import type { WalletNetwork } from "@/lib/checkout/wallet-network";
import { contentWith, useTampered } from "../use-tampered";
import { coinText } from "../words/numbers";
import { fill } from "../words/words";
import { useWords } from "../words/words-context";
import { PayCode } from "./pay-code";
import type { PageGuard } from "./use-page-guard";
import { WalletStart } from "./wallet-start";

/** What comes with the page for paying. */
export type PayParts = {
  readonly codes: readonly SignedCode[];
  /** For wallets that do not know them. */
  readonly networks: readonly WalletNetwork[];
  /** By which the page checks every answer; base64url. */
  readonly publicKey: string;
};

type Props = {
  readonly session: PublicSession;
  readonly method: PublicMethod;
  readonly parts: PayParts;
  readonly guard: PageGuard;
};

/** Where the money comes from decides what a code must hold. A choice of plain radio buttons: it needs no JavaScript. */
export function PayWays({ session, method, parts, guard }: Props) {
  const { words, signs } = useWords();
  const says = words.ways;
  const code = (text: string) => <PayCode sessionId={session.id} text={text} codes={parts.codes} guard={guard} />;
  const named = {
    asset: method.asset.symbol,
    network: method.networkName,
    amount: amountText(session.amountRemaining.eth),
    more: amountText(session.exchangeAmount.eth),
  };
  const keepsFee = session.exchangeAmount.wei !== session.amountRemaining.wei;
  const enter = fill(says.exchangeText, named);
  const hasUri = method.uri !== method.address;

  function amountText(decimal: string): string {
    return `${coinText(decimal, signs)}\u00a0${method.asset.symbol}`;
  }

  return (
    <fieldset className="group/ways min-w-0">
      <legend className="text-13 text-ink-2">{says.from}</legend>
      <div className="mt-1 grid auto-cols-fr grid-flow-col gap-1 rounded-control border border-line bg-paper p-1">
        <Choice value="exchange" label={says.exchange} isFirst />
        <Choice value="app" label={says.app} />
        <span className="grid noscript:hidden">
          <Choice value="browser" label={says.browser} />
        </span>
      </div>
      <Panel className="group-has-[[value=exchange]:checked]/ways:flex">
        {code(method.address)}
        <p>{keepsFee ? fill(words.status.both, { first: enter, second: fill(says.exchangeFee, named) }) : enter}</p>
      </Panel>
      <Panel className="group-has-[[value=app]:checked]/ways:flex">
        {code(method.uri)}
        <p>{fill(hasUri ? says.appText : says.appTokenText, named)}</p>
        {hasUri && <OpenInWallet uri={method.uri} label={says.open} accuse={guard.accuse} />}
      </Panel>
      <Panel className="group-has-[[value=browser]:checked]/ways:flex">
        <p>{fill(says.browserText, named)}</p>
        <WalletStart session={session} method={method} networks={parts.networks} guard={guard} />
      </Panel>
    </fieldset>
  );
}

function Choice({ value, label, isFirst = false }: { value: string; label: string; isFirst?: boolean }) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center justify-center rounded-control px-1 break-keep text-center text-13 text-ink-2 text-balance has-checked:bg-card has-checked:text-ink has-checked:shade has-focus-visible:outline-2 has-focus-visible:outline-ring">
      <input type="radio" name="pay-from" value={value} defaultChecked={isFirst} className="sr-only" />
      {label}
    </label>
  );
}

function Panel({ className, children }: { className: string; children: ReactNode }) {
  return <div className={`mt-4 hidden flex-col items-center gap-4 text-13 text-ink-2 text-pretty ${className}`}>{children}</div>;
}

/** On a phone the wallet is on the same screen as the code, where nothing can scan it. */
function OpenInWallet({ uri, label, accuse }: { uri: string; label: string; accuse: () => void }) {
  const shown = useRef<HTMLParagraphElement>(null);
  useTampered(shown, contentWith({ text: label, links: [uri] }), accuse);
  return (
    <p ref={shown} className="hidden pointer-coarse:block" translate="no">
      <a
        href={uri}
        className="inline-flex min-h-11 items-center rounded-control bg-florin px-4 py-2 text-14 font-semibold text-on-florin"
      >
        {label}
      </a>
    </p>
  );
}
