import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeliveryLog } from "@/components/dashboard/delivery-log";
import { EndpointActs } from "@/components/dashboard/endpoint-acts";
import { endpointStatus } from "@/components/dashboard/endpoint-table";
import { Facts } from "@/components/dashboard/facts";
import { KeepFresh } from "@/components/dashboard/keep-fresh";
import { hostOf } from "@/components/dashboard/money-words";
import { Pager } from "@/components/dashboard/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead, Section } from "@/components/ui/page-head";
import { StatusMark } from "@/components/ui/status";
import { TimeAgo } from "@/components/ui/time-ago";
import { listEndpointDeliveries } from "@/db/queries/deliveries";
import { findEndpoint } from "@/db/queries/endpoints";
import { isId } from "@/lib/ids";
import { deliveryLine } from "../../delivery-line";
import { openRoom } from "../../room";

export const metadata: Metadata = { title: "Webhook endpoint" };

const PER_PAGE = 50;
const REFRESH_MS = 3_000;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function EndpointPage({ params, searchParams }: Props) {
  const { db, scope, now } = await openRoom();
  const { id } = await params;
  const endpoint = isId("webhookEndpoint", id) ? await findEndpoint(db, scope, id) : null;
  if (!endpoint) notFound();
  const { after } = await searchParams;
  const startingAfter = typeof after === "string" && isId("delivery", after) ? after : undefined;
  const rows = await listEndpointDeliveries(db, scope, { endpointId: id, limit: PER_PAGE, startingAfter });
  const shown = rows.slice(0, PER_PAGE);

  return (
    <>
      <PageHead
        back={{ href: "/dashboard/webhooks", word: "Webhooks" }}
        title={<span className="line-clamp-2">{hostOf(endpoint.url)}</span>}
        act={<EndpointActs id={id} active={endpoint.active} />}
      >
        <div className="flex flex-col gap-1 pt-1">
          <StatusMark {...endpointStatus(endpoint)} />
          {!endpoint.active && endpoint.disabledReason && <p className="text-ink-2">{endpoint.disabledReason}</p>}
        </div>
      </PageHead>
      <Facts
        facts={[
          {
            word: "URL",
            value: (
              <span className="line-clamp-3 font-mono text-13 break-all" title={endpoint.url}>
                {endpoint.url}
              </span>
            ),
          },
          { word: "Events", value: endpoint.events.includes("*") ? "Every event" : endpoint.events.join(", ") },
          ...(endpoint.description ? [{ word: "Description", value: endpoint.description }] : []),
          { word: "Secret", value: <span className="font-mono text-13">{endpoint.secretPrefix}…</span> },
          { word: "Created", value: <TimeAgo at={endpoint.createdAt.getTime()} now={now} /> },
        ]}
      />
      <Section title="Deliveries">
        {shown.length > 0 ? (
          <DeliveryLog lines={shown.map(deliveryLine)} now={now} showSession />
        ) : (
          <EmptyState title="Nothing sent yet">Send a test event to see your server answer.</EmptyState>
        )}
        <Pager
          path={`/dashboard/webhooks/${id}`}
          query={{}}
          next={rows.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null}
          isFirst={startingAfter === undefined}
        />
      </Section>
      {startingAfter === undefined && <KeepFresh everyMs={REFRESH_MS} />}
    </>
  );
}
