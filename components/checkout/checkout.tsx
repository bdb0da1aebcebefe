"use client";

import { type ReactNode, useRef } from "react";
import type { PublicSession, SignedSession } from "@/lib/checkout/public-session";
import { Glide } from "./glide";
import { PaidReceipt } from "./paid-receipt";
import { PayBlock } from "./pay-ways/pay-block";
import type { PayParts } from "./pay-ways/pay-ways";
import { usePageGuard } from "./pay-ways/use-page-guard";
import { PaymentList } from "./payment-list";
import { ProgressLine } from "./progress-line";
import { RateLine } from "./rate-line";
import { ReturnToShop } from "./return-to-shop";
import { type Screen, screenOf, type TimeLeft } from "./screen";
import { StatusLine } from "./status-line";
import { TestPayer } from "./test-payer";
import { useKeptFocus } from "./use-kept-focus";
import { useSecondsSince } from "./use-seconds-since";
import { useSessionStatus } from "./use-session-status";
import type { WaysToShop } from "./ways-to-shop";
import { useWords } from "./words/words-context";

/** What does not change while the page is open: drawn on the server, it costs the browser no code. */
export type CheckoutParts = {
  /** Who asks, for what, and how much. */
  readonly shop: ReactNode;
  /** Where the shop answers. */
  readonly contact: ReactNode;
  /** What to do when a payment does not show. */
  readonly help: ReactNode;
  readonly delayed: ReactNode;
  readonly newPrice: ReactNode;
  readonly stamp: ReactNode;
  readonly ways: WaysToShop;
  /** The form for an e-mail address, where the shop asks for one. */
  readonly email?: ReactNode;
  /** The way to the receipt that can be printed. */
  readonly keep?: ReactNode;
};

type Props = { readonly initial: SignedSession; readonly pay: PayParts; readonly parts: CheckoutParts };

/** The receipt: the shop on one side, the payment on the other. */
export function Checkout({ initial, pay, parts }: Props) {
  const spoken = useWords();
  const { session, show, refresh } = useSessionStatus(initial);
  const guard = usePageGuard(session, initial, pay.publicKey);
  const region = useRef<HTMLElement>(null);
  useKeptFocus(region);
  const since = useSecondsSince(session, !session.final);
  const left: TimeLeft = {
    price: Math.max(0, session.secondsLeft - since),
    grace: Math.max(0, session.graceSecondsLeft - since),
  };
  const screen = screenOf(session, left, spoken);
  const isHeld = screen.kind === "pay";
  return (
    <Glide>
      <div className="mx-auto grid max-w-[29.5rem] gap-6 px-4 py-6 wide:max-w-4xl wide:grid-cols-[1fr_27.5rem] wide:gap-16 wide:px-0 wide:py-16">
        <header className="min-w-0 wide:pt-6">
          {parts.shop}
          <RateLine session={session} secondsLeft={isHeld ? left.price : 0} isShown={screen.kind !== "closed"} />
        </header>
        <div className="flex min-w-0 flex-col gap-6">
          <section
            ref={region}
            tabIndex={-1}
            aria-label={spoken.words.pay.payment}
            data-status={session.status}
            className="flex flex-col gap-6 rounded-panel border border-line bg-card p-4 shade outline-none wide:p-6"
          >
            <StatusLine screen={screen} stamp={parts.stamp} />
            {screen.asksShop && parts.contact}
            {screen.step !== null && <ProgressLine step={screen.step} confirmations={session.confirmations} />}
            {screen.kind === "arriving" && <p className="-mt-3 text-14 text-ink-2 text-pretty">{screen.text}</p>}
            {session.flags.includes("checking_delayed") && screen.kind !== "paid" && parts.delayed}
            {screen.kind === "pay" && (
              <PayBlock session={session} left={left} hint={screen.hint} parts={pay} guard={guard} onChosen={show} />
            )}
            {screen.kind === "paid" && <PaidReceipt session={session} />}
            {screen.kind === "paid" && parts.keep}
            <PaymentList payments={session.payments} />
            {session.requotable && screen.kind === "closed" && parts.newPrice}
            {screen.kind !== "closed" && parts.email}
            {(screen.kind === "pay" || screen.kind === "closed") && parts.help}
            <Ending session={session} screen={screen} ways={parts.ways} />
          </section>
          {session.testPayment && (screen.kind === "pay" || screen.kind === "closed") && (
            <TestPayer session={session} onSent={refresh} />
          )}
        </div>
      </div>
    </Glide>
  );
}

type Ended = { readonly session: PublicSession; readonly screen: Screen; readonly ways: WaysToShop };

/** Whoever has sent something does not give up: from then on there is the way back alone. */
function Ending({ session, screen, ways }: Ended) {
  const { status, successUrl, returnUrl, payments, requotable } = session;
  const mayCancel = payments.length === 0;
  if (status === "paid" && successUrl !== null) return <ReturnToShop session={session} go={ways.go} goesTo={ways.goesTo} />;
  if (screen.kind === "closed" || screen.kind === "paid")
    return (returnUrl !== null || mayCancel) && <div data-quiet={requotable || undefined}>{ways.leave}</div>;
  return (
    <div className="-mt-3 flex flex-wrap justify-between gap-x-6 text-13 empty:hidden">
      {ways.back}
      {mayCancel && ways.cancel}
    </div>
  );
}
