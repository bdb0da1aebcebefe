import type { Metadata } from "next";
import { EndpointForm } from "@/components/dashboard/endpoint-form";
import { EndpointTable } from "@/components/dashboard/endpoint-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { listEndpoints } from "@/db/queries/endpoints";
import { EVENT_TYPES } from "@/lib/checkout/event";
import { openRoom } from "../room";

export const metadata: Metadata = { title: "Webhooks" };

const MOST_ENDPOINTS = 100;

export default async function WebhooksPage() {
  const { db, scope, now } = await openRoom();
  const endpoints = await listEndpoints(db, scope, { limit: MOST_ENDPOINTS });
  const lines = endpoints.map(({ id, url, description, events, active, disabledReason, createdAt }) => ({
    id,
    url,
    description,
    events,
    active,
    disabledReason,
    createdAt: createdAt.getTime(),
  }));
  const act = <EndpointForm eventTypes={EVENT_TYPES.filter((type) => type !== "webhook.test")} />;
  return (
    <>
      <PageHead title="Webhooks" act={lines.length > 0 && act} />
      {lines.length > 0 ? (
        <EndpointTable lines={lines} now={now} />
      ) : (
        <EmptyState title="Nobody is told yet" act={act}>
          Give the address of your server, and it is told by a signed POST when a session is paid, and of everything else you
          choose. What it does not take is sent again for 24 hours.
        </EmptyState>
      )}
    </>
  );
}
