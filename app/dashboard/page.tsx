import Link from "next/link";
import { FirstSession } from "@/components/dashboard/first-session";
import { KeepFresh } from "@/components/dashboard/keep-fresh";
import { type Need, NeedsYou } from "@/components/dashboard/needs-you";
import { SessionTable } from "@/components/dashboard/session-table";
import { PageHead, Section } from "@/components/ui/page-head";
import { listSessionRows, listSessionsToLookAt } from "@/db/queries/dashboard";
import { networkNeeds, sessionNeeds, setUpNeeds } from "./needs";
import { openRoom } from "./room";
import { sessionLine } from "./session-line";

const RECENT = 10;
const LOOK_BACK_MS = 30 * 86_400_000;
const REFRESH_MS = 5_000;

export default async function OverviewPage() {
  const room = await openRoom();
  const { db, scope, mode, baseUrl, now } = room;
  const since = new Date(now - LOOK_BACK_MS);
  const recent = await listSessionRows(db, scope, { limit: RECENT, startingAfter: null, statuses: [] });
  const toLookAt = await listSessionsToLookAt(db, scope, { since, limit: RECENT });
  const needs: Need[] = [...(await setUpNeeds(room, since)), ...(await networkNeeds(room)), ...sessionNeeds(toLookAt)];

  return (
    <>
      <PageHead title="Overview" />
      <NeedsYou needs={needs} />
      <Section
        title="Recent sessions"
        act={
          recent.length > 0 && (
            <Link href="/dashboard/sessions" className="text-13 text-ink-2 hover:text-ink hover:underline">
              All sessions
            </Link>
          )
        }
      >
        {recent.length > 0 ? (
          <SessionTable lines={recent.slice(0, RECENT).map(sessionLine)} now={now} label="Recent sessions" />
        ) : (
          <FirstSession baseUrl={baseUrl} mode={mode} />
        )}
      </Section>
      <KeepFresh everyMs={REFRESH_MS} />
    </>
  );
}
