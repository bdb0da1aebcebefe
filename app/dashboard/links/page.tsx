import type { Metadata } from "next";
import { LinkForm } from "@/components/dashboard/link-form";
import { LinkTable } from "@/components/dashboard/link-table";
import { Pager } from "@/components/dashboard/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { countLinkSessions } from "@/db/queries/dashboard";
import { listLinks } from "@/db/queries/links";
import { isId } from "@/lib/ids";
import { linkObject } from "@/lib/services/link-object";
import { openRoom } from "../room";

export const metadata: Metadata = { title: "Payment links" };

const PER_PAGE = 25;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LinksPage({ searchParams }: Props) {
  const { db, scope, mode, baseUrl, now } = await openRoom();
  const { after } = await searchParams;
  const startingAfter = typeof after === "string" && isId("paymentLink", after) ? after : null;
  const rows = await listLinks(db, scope, { limit: PER_PAGE, startingAfter, active: null, archived: false });
  const shown = rows.slice(0, PER_PAGE);
  const counts = await countLinkSessions(
    db,
    scope,
    shown.map(({ id }) => id),
  );
  const lines = shown.map((row) => ({
    ...linkObject(row, baseUrl),
    ...(counts.get(row.id) ?? { sessions: 0, paid: 0 }),
    createdAt: row.createdAt.getTime(),
  }));

  return (
    <>
      <PageHead title="Payment links" act={lines.length > 0 && <LinkForm />} />
      {lines.length > 0 ? (
        <LinkTable lines={lines} now={now} />
      ) : (
        <EmptyState title={mode === "test" ? "No test link yet" : "No link yet"} act={<LinkForm />}>
          A payment link is a page of its own: give it a title and a price, and send its address to whoever should pay.
        </EmptyState>
      )}
      <Pager
        path="/dashboard/links"
        query={{}}
        next={rows.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null}
        isFirst={startingAfter === null}
      />
    </>
  );
}
