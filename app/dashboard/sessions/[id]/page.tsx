import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AcceptSession } from "@/components/dashboard/accept-session";
import { DeactivateSession } from "@/components/dashboard/deactivate-session";
import { DeliveryLog } from "@/components/dashboard/delivery-log";
import { EditSession } from "@/components/dashboard/edit-session";
import { Facts } from "@/components/dashboard/facts";
import { FindTransaction } from "@/components/dashboard/find-transaction";
import { KeepFresh } from "@/components/dashboard/keep-fresh";
import { groupDigits } from "@/components/dashboard/money-words";
import { PaymentTable } from "@/components/dashboard/payment-table";
import { tellSession } from "@/components/dashboard/session-story";
import { SessionTimeline } from "@/components/dashboard/session-timeline";
import { flagWords, statusWords } from "@/components/dashboard/session-words";
import { TryScenario } from "@/components/dashboard/try-scenario";
import { ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHead, Section } from "@/components/ui/page-head";
import { Badge, StatusMark } from "@/components/ui/status";
import { networkOf } from "@/lib/checkout/networks";
import { LEGAL_MOVES } from "@/lib/checkout/session";
import { openRoom } from "../../room";
import { askedTransaction } from "./asked-transaction";
import { loadSessionRoom } from "./load";
import { metadataFacts, sessionFacts } from "./session-facts";

export const metadata: Metadata = { title: "Session" };

const REFRESH_MS = 2_000;

type Props = {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SessionPage({ params, searchParams }: Props) {
  const room = await openRoom();
  const found = await loadSessionRoom(room, (await params).id);
  if (!found) notFound();
  const asked = await askedTransaction((await searchParams).txHash, { id: found.session.id, now: room.now });
  const { session, payments, events, deliveries, acceptance, acceptable, link, isMoving } = found;
  const canDeactivate = LEGAL_MOVES[session.status].includes("deactivated");
  const isPaymentSeen = session.status === "detected" || session.status === "overpaid";

  return (
    <>
      <PageHead
        back={{ href: "/dashboard/sessions", word: "Sessions" }}
        title={
          <>
            {groupDigits(session.fiat.amount)} <span className="font-normal text-ink-2">{session.fiat.currency}</span>
          </>
        }
        act={
          <div className="flex flex-wrap gap-2 sm:flex-row-reverse">
            <CopyButton text={session.checkoutUrl} what="the checkout link" label="Copy checkout link" look="primary" />
            <ButtonLink href={session.checkoutUrl} target="_blank">
              <ExternalLink aria-hidden strokeWidth={1.5} />
              Open checkout
            </ButtonLink>
            {acceptable !== null && <AcceptSession id={session.id} came={acceptable} />}
            <EditSession session={session} />
            {canDeactivate && <DeactivateSession id={session.id} isPaymentSeen={isPaymentSeen} />}
          </div>
        }
      >
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <StatusMark {...statusWords(session.status)} />
          {session.flags.map((flag) => (
            <Badge key={flag}>{flagWords(flag)}</Badge>
          ))}
        </div>
      </PageHead>

      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title="What happened">
          <SessionTimeline story={tellSession(session, events, { deliveries, acceptance, now: room.now })} now={room.now} />
        </Section>
        <div>
          <Section title="Details">
            <Facts facts={sessionFacts(session, { link, now: room.now })} />
          </Section>
          {Object.keys(session.metadata).length > 0 && (
            <Section title="Metadata">
              <Facts facts={metadataFacts(session)} />
            </Section>
          )}
        </div>
      </div>

      {payments.length > 0 && (
        <Section title="Payments">
          <PaymentTable payments={payments} />
        </Section>
      )}
      {deliveries.length > 0 && (
        <Section title="Deliveries">
          <DeliveryLog lines={deliveries} now={room.now} />
        </Section>
      )}
      <Section title="Find a transaction">
        <FindTransaction asked={asked} />
      </Section>
      {!session.livemode && networkOf(session.chainId).local && (
        <Section title="Try a scenario">
          <TryScenario id={session.id} isWaiting={session.status === "pending" && payments.length === 0} />
        </Section>
      )}
      {isMoving && asked === null && <KeepFresh everyMs={REFRESH_MS} />}
    </>
  );
}
