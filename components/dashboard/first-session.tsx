import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { Mode } from "./mode";

/** No session yet: a link makes one without a line of code, the command makes one by API. */
export function FirstSession({ baseUrl, mode }: { baseUrl: string; mode: Mode }) {
  const command = [
    `curl ${baseUrl}/api/v1/checkout_sessions \\`,
    `  -H "Authorization: Bearer ck_${mode}_…" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"amount": {"value": "25.00", "currency": "USD"}}'`,
  ].join("\n");
  return (
    <EmptyState
      title={mode === "test" ? "No test session yet" : "No session yet"}
      act={
        <ButtonLink href="/dashboard/links" look="primary">
          Make a payment link
        </ButtonLink>
      }
      command={command}
    >
      Make a payment link and open it, or send this command with one of your API keys.
    </EmptyState>
  );
}
