"use client";

import { type ReactNode, useRef } from "react";
import type { PublicSession, SignedSession } from "@/lib/checkout/public-session";
import { AskShop } from "./ask-shop";
import { PaidReceipt } from "./paid-receipt";
import { PayBlock } from "./pay-ways/pay-block";
import type { PayParts } from "./pay-ways/pay-ways";
import { usePageGuard } from "./pay-ways/use-page-guard";
import { PaymentList } from "./payment-list";
import { ProgressLine } from "./progress-line";
import { BackToShop, ReturnToShop, WaysOut } from "./return-to-shop";
import { type Screen, screenOf, type TimeLeft } from "./screen";
import { Shop, type ShopPictures } from "./shop";
import { StatusLine } from "./status-line";
import { TestPayer } from "./test-payer";
import { useKeptFocus } from "./use-kept-focus";
import { useSecondsSince } from "./use-seconds-since";
import { useSessionStatus } from "./use-session-status";
import { useWords } from "./words/words-context";

type Props = {
  readonly initial: SignedSession;
  readonly pay: PayParts;
  /** Drawn on the server: what to do when a payment does not show. */
  readonly help: ReactNode;
  readonly face?: ShopPictures;
  /** The form for an e-mail address, where the shop asks for one. */
  readonly email?: ReactNode;
  /** The way to the receipt that can be printed. */
  readonly keep?: ReactNode;
};

const NO_PICTURES: ShopPictures = { logo: null, image: null };

/** The receipt: the shop on one side, the payment on the other. */
export function Checkout({ initial, pay, help, face = NO_PICTURES, email, keep }: Props) {
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
  const isHeld = screen.kind === "pay" && left.price > 0;
  return (
    <div className="mx-auto grid max-w-[29.5rem] gap-6 px-4 py-6 wide:max-w-4xl wide:grid-cols-[1fr_27.5rem] wide:gap-16 wide:px-0 wide:py-16">
      <Shop session={session} secondsLeft={isHeld ? left.price : null} showRate={screen.kind !== "closed"} face={face} />
      <div className="flex min-w-0 flex-col gap-6">
        <section
          ref={region}
          tabIndex={-1}
          aria-label={spoken.words.pay.payment}
          data-status={session.status}
          className="flex flex-col gap-6 rounded-panel border border-line bg-card p-4 shadow-panel outline-none wide:p-6"
        >
          <StatusLine screen={screen} />
          {screen.asksShop && <AskShop session={session} />}
          {screen.step !== null && <ProgressLine step={screen.step} confirmations={session.confirmations} />}
          {screen.kind === "arriving" && <p className="-mt-3 text-14 text-ink-2 text-pretty">{screen.text}</p>}
          {session.flags.includes("checking_delayed") && screen.kind !== "paid" && <Delayed />}
          {screen.kind === "pay" && (
            <PayBlock session={session} left={left} hint={screen.hint} parts={pay} guard={guard} onChosen={show} />
          )}
          {screen.kind === "paid" && <PaidReceipt session={session} />}
          {screen.kind === "paid" && keep}
          {/* What stands below is new with each kind of screen: it comes and goes, and nothing seems to jump. */}
          <PaymentList key={screen.kind} payments={session.payments} />
          {session.requotable && screen.kind === "closed" && <NewPrice session={session} />}
          {screen.kind !== "closed" && email}
          {(screen.kind === "pay" || screen.kind === "closed") && help}
          <Ending key={`${screen.kind} ending`} session={session} screen={screen} />
        </section>
        {session.testPayment && (screen.kind === "pay" || screen.kind === "closed") && (
          <TestPayer session={session} onSent={refresh} />
        )}
      </div>
    </div>
  );
}

/** A plain form: it leads back here, to an amount at today's rate. */
function NewPrice({ session }: { session: PublicSession }) {
  return (
    <form action={`/api/checkout/${session.id}/requote`} method="post">
      <button
        type="submit"
        className="min-h-11 rounded-control bg-florin px-4 py-2 font-semibold text-on-florin hover:brightness-95"
      >
        {useWords().words.pay.newPrice}
      </button>
    </form>
  );
}

function Delayed() {
  const says = useWords().words.status;
  return (
    <p className="rounded-control border border-line bg-paper px-3 py-2 text-13 text-pretty">
      <strong className="font-semibold">{says.delayed}</strong> {says.delayedText}
    </p>
  );
}

function Ending({ session, screen }: { session: PublicSession; screen: Screen }) {
  if (session.status === "paid")
    return session.successUrl === null ? <BackToShop session={session} /> : <ReturnToShop session={session} />;
  return screen.kind === "closed" || screen.kind === "paid" ? <BackToShop session={session} /> : <WaysOut session={session} />;
}
