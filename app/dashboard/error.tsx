"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";

/** The room failed, the rail stays. */
export default function DashboardError({ reset }: { reset: () => void }) {
  return (
    <>
      <PageHead title="Not now" />
      <EmptyState title="This page could not be shown" act={<Button onClick={reset}>Try again</Button>}>
        Nothing is lost: payments are still watched and recorded. If it stays like this, look into the log of your server.
      </EmptyState>
    </>
  );
}
