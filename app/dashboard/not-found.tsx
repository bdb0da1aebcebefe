import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";

export default function DashboardNotFound() {
  return (
    <>
      <PageHead title="Not here" />
      <EmptyState title="There is nothing at this address" act={<ButtonLink href="/dashboard">Go to the overview</ButtonLink>}>
        It may have been deleted, or it belongs to the other mode: test and live are kept apart.
      </EmptyState>
    </>
  );
}
