import type { Metadata } from "next";
import { FilterBar } from "@/components/dashboard/filter-bar";
import { FirstSession } from "@/components/dashboard/first-session";
import { KeepFresh } from "@/components/dashboard/keep-fresh";
import { Pager } from "@/components/dashboard/pager";
import { SessionTable } from "@/components/dashboard/session-table";
import { SESSION_FILTERS } from "@/components/dashboard/session-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { listSessionRows } from "@/db/queries/dashboard";
import { isId } from "@/lib/ids";
import { openRoom } from "../room";
import { sessionLine } from "../session-line";

export const metadata: Metadata = { title: "Sessions" };

const PER_PAGE = 25;
const REFRESH_MS = 5_000;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SessionsPage({ searchParams }: Props) {
  const { db, scope, mode, baseUrl, now } = await openRoom();
  const { show, after } = await searchParams;
  const filter = SESSION_FILTERS.find(({ key }) => key === show) ?? SESSION_FILTERS[0];
  const startingAfter = typeof after === "string" && isId("session", after) ? after : null;
  const rows = await listSessionRows(db, scope, { limit: PER_PAGE, startingAfter, statuses: filter.statuses });
  const shown = rows.slice(0, PER_PAGE);
  const next = rows.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null;
  const isUnfiltered = filter.key === "all" && startingAfter === null;

  return (
    <>
      <PageHead title="Sessions" />
      {!(isUnfiltered && shown.length === 0) && (
        <FilterBar filters={SESSION_FILTERS} shown={filter.key} path="/dashboard/sessions" />
      )}
      {shown.length > 0 && <SessionTable lines={shown.map(sessionLine)} now={now} label="Sessions" />}
      {shown.length === 0 && isUnfiltered && <FirstSession baseUrl={baseUrl} mode={mode} />}
      {shown.length === 0 && !isUnfiltered && <EmptyState title="None here">No session is like this right now.</EmptyState>}
      <Pager
        path="/dashboard/sessions"
        query={filter.key === "all" ? {} : { show: filter.key }}
        next={next}
        isFirst={startingAfter === null}
      />
      {startingAfter === null && <KeepFresh everyMs={REFRESH_MS} />}
    </>
  );
}
