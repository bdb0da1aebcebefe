import { CodeBlock } from "@/components/docs/code-block";
import { Meanings, Step, To } from "@/components/docs/guide";
import { Code } from "@/components/docs/words";
import { app } from "@/lib/services/app";
import { GuidePage, guideMetadata } from "../guide-page";

const PATH = "/docs/first-payment";
const STEPS = {
  key: "A key",
  session: "A checkout session",
  pay: "Pay it",
  fulfil: "Fulfil it",
  link: "Without a program",
} as const;

export const metadata = guideMetadata(PATH);

export default function FirstPaymentPage() {
  const baseUrl = app().config.APP_URL;
  return (
    <GuidePage path={PATH} steps={STEPS}>
      <Step id="key" title={STEPS.key}>
        <p>
          Make a test key in the <To href="/dashboard/api-keys">dashboard</To>; the demo prints one when it starts. A test key
          reaches test networks and test objects only: no real money can move.
        </p>
        <CodeBlock label="Your shell" lang="text" code={`export FLORIN_URL=${baseUrl}\nexport FLORIN_API_KEY=ck_test_…`} />
        <p>
          In TypeScript, the client <Code>@florin/sdk</Code> brings types, retries and a webhook receiver. It stands in the folder{" "}
          <Code>sdk</Code> of your Florin, with how to install it and how to run the programs of this page.
        </p>
        <CodeBlock
          label="florin.ts"
          lang="ts"
          code={`import { Florin } from "@florin/sdk";

const { FLORIN_URL = "", FLORIN_API_KEY = "" } = process.env;
export const florin = new Florin({ baseUrl: FLORIN_URL, apiKey: FLORIN_API_KEY });`}
        />
      </Step>
      <Step id="session" title={STEPS.session}>
        <p>
          One order, to be paid once. You say the price; Florin turns it into an amount due in each coin that you take, holds that
          for half an hour, and gives the session an address of its own.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/checkout_sessions \\
  -H "Authorization: Bearer $FLORIN_API_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: order-1003" \\
  -d '{"amount":{"value":"50.00","currency":"USD"},"clientReferenceId":"order-1003"}'`}
        />
        <CodeBlock
          label="pay.ts"
          lang="ts"
          code={`import { florin } from "./florin.js";

const session = await florin.checkoutSessions.create({
  amount: { value: "50.00", currency: "USD" },
  clientReferenceId: "order-1003",
});
console.log(session.id, session.checkoutUrl);`}
        />
        <p>
          Send your customer to <Code>checkoutUrl</Code>. An order has one open session: ask again with its{" "}
          <Code>clientReferenceId</Code> and you get the same one. For what follows, keep the session&apos;s <Code>id</Code>:
        </p>
        <CodeBlock label="Your shell" lang="text" code="export SESSION_ID=cs_…" />
      </Step>
      <Step id="pay" title={STEPS.pay}>
        <p>
          Open the page and press <em>Pay with the test wallet</em>; or play it by API, with a real transaction on the local test
          chain:
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/test/checkout_sessions/$SESSION_ID/simulate \\
  -H "Authorization: Bearer $FLORIN_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"scenario":"exact"}'`}
        />
      </Step>
      <Step id="fulfil" title={STEPS.fulfil}>
        <p>
          Ship when a <To href="/docs/webhooks">webhook</To> tells you <Code>session.paid</Code>, or when a look at the session
          says <Code>paid</Code>. Never because a browser came back to your <Code>successUrl</Code>: anybody can open an address.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/checkout_sessions/$SESSION_ID \\
  -H "Authorization: Bearer $FLORIN_API_KEY"`}
        />
        <CodeBlock
          label="fulfil.ts"
          lang="ts"
          code={`import { florin } from "./florin.js";

for await (const session of florin.checkoutSessions.list({ clientReferenceId: "order-1003" })) {
  console.log(session.id, session.status);
}`}
        />
        <Meanings
          head={["Status", "What to do"]}
          rows={[
            ["paid", "Ship."],
            ["paid_late", "The money came after the price had ended. Ship, or write to the customer: the order may be gone."],
            ["underpaid", "Wait: the page asks the customer for the rest. In the end, accept what came or give it back."],
            ["expired", "Nothing came. The order may be let go."],
            ["failed", "The chain took a settled payment back. Stop what was not shipped."],
          ]}
        />
      </Step>
      <Step id="link" title={STEPS.link}>
        <p>A payment link is a page that makes a session for each visitor. Put it on a website, or into a mail.</p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/payment_links \\
  -H "Authorization: Bearer $FLORIN_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"title":"Blue mug","fiatAmount":"18.50","fiatCurrency":"EUR"}'`}
        />
      </Step>
    </GuidePage>
  );
}
