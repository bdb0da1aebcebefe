import { CodeBlock } from "@/components/docs/code-block";
import { Meanings, Step, To } from "@/components/docs/guide";
import { Code } from "@/components/docs/words";
import type { Scenario } from "@/lib/checkout/scenario";
import { app } from "@/lib/services/app";
import { GuidePage, guideMetadata } from "../guide-page";

const PATH = "/docs/testing";
const STEPS = { modes: "Two modes", scenarios: "Scenarios", webhooks: "A test webhook", why: "Why is it not paid?" } as const;

/** Complete by its type: a new scenario has to be told of. */
const SCENARIOS: Readonly<Record<Scenario, string>> = {
  exact: "The whole amount, in one payment: ends paid.",
  under: "Too little: ends underpaid.",
  over: "Too much: ends paid, with the flag over.",
  two_parts: "In two parts: underpaid, then paid.",
  double: "Paid twice: the second is surplus.",
  late: "After the price has ended: ends paid_late.",
  late_after_grace: "After the grace time: recorded, and not counted by itself.",
  wrong_token: "In a token that was not asked for: recorded, and not counted.",
  internal_transfer: "Sent by a contract, as exchanges do: found and counted.",
  reorg_before_paid: "The chain takes the payment back before it is confirmed, and then has it again.",
  reorg_after_paid: "The chain takes a settled payment back.",
  rpc_outage: "The node does not answer for a while: nothing expires by mistake.",
  webhook_500_then_200: "Your server fails once: the webhook comes again.",
};

export const metadata = guideMetadata(PATH);

export default function TestingPage() {
  const baseUrl = app().config.APP_URL;
  return (
    <GuidePage path={PATH} steps={STEPS}>
      <Step id="modes" title={STEPS.modes}>
        <p>
          A key, its objects, its events and its webhooks are of test mode or of live mode, and never meet. Test mode has a local
          chain that mines a block every two seconds, and public test networks. Every test page says so.
        </p>
      </Step>
      <Step id="scenarios" title={STEPS.scenarios}>
        <p>
          Play what can go wrong on a waiting session: real transactions, real blocks, real webhooks. The answer comes when it is
          over, with the session as it ended and each delivery. <Code>SESSION_ID</Code> is one that you made for it.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/test/checkout_sessions/$SESSION_ID/simulate \\
  -H "Authorization: Bearer $FLORIN_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"scenario":"under"}'`}
        />
        <CodeBlock
          label="scenario.ts"
          lang="ts"
          code={`import { Florin } from "@florin/sdk";

const { FLORIN_URL = "", FLORIN_API_KEY = "" } = process.env;
const florin = new Florin({ baseUrl: FLORIN_URL, apiKey: FLORIN_API_KEY });

const { id } = await florin.checkoutSessions.create({ amount: { value: "50.00", currency: "USD" } });
const { session } = await florin.checkoutSessions.simulate(id, { scenario: "two_parts" });
console.log(session.status, session.payments.length);`}
        />
        <Meanings head={["Scenario", "What happens"]} rows={Object.entries(SCENARIOS)} />
      </Step>
      <Step id="webhooks" title={STEPS.webhooks}>
        <p>
          A test event goes to one endpoint, whatever types it asks for. The <To href="/docs/api#listEndpointDeliveries">log</To>{" "}
          has what your server answered.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl -X POST ${baseUrl}/api/v1/webhook_endpoints/$ENDPOINT_ID/test \\
  -H "Authorization: Bearer $FLORIN_API_KEY"`}
        />
      </Step>
      <Step id="why" title={STEPS.why}>
        <p>
          Ask with a transaction&apos;s number; the answer is one of a closed set of <To href="/docs/api#Diagnosis">reasons</To>.
          Your customer can ask the same on the payment page. <Code>wrong_recipient</Code> is by far the most usual.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl "${baseUrl}/api/v1/checkout_sessions/$SESSION_ID/diagnosis?txHash=0x${"5c".repeat(32)}" \\
  -H "Authorization: Bearer $FLORIN_API_KEY"`}
        />
      </Step>
    </GuidePage>
  );
}
