import { CodeBlock } from "@/components/docs/code-block";
import { Meanings, Step, To } from "@/components/docs/guide";
import { Code } from "@/components/docs/words";
import { app } from "@/lib/services/app";
import { GuidePage, guideMetadata } from "../guide-page";
import { EventTypes } from "./event-types";

const PATH = "/docs/webhooks";
const STEPS = {
  endpoint: "Say where you listen",
  receive: "Receive",
  types: "What you are told of",
  verify: "Verify by yourself",
  attempts: "Attempts",
  secret: "Change the secret",
  complete: "Prove that nothing is missing",
} as const;

export const metadata = guideMetadata(PATH);

export default function WebhooksPage() {
  const baseUrl = app().config.APP_URL;
  return (
    <GuidePage path={PATH} steps={STEPS}>
      <Step id="endpoint" title={STEPS.endpoint}>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/webhook_endpoints \\
  -H "Authorization: Bearer $FLORIN_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"url":"https://shop.example/florin"}'`}
        />
        <p>
          Keep the <Code>secret</Code> of the answer: it is shown once. Without <Code>events</Code> the endpoint gets every type.
          The address must be https and public; in the demo, your own machine will do.
        </p>
        <CodeBlock label="Your shell" lang="text" code={"export ENDPOINT_ID=we_…\nexport FLORIN_WEBHOOK_SECRET=whsec_…"} />
      </Step>
      <Step id="receive" title={STEPS.receive}>
        <p>
          The receiver of the TypeScript client verifies each webhook, handles each event once, those of one session in order, and
          fetches what is missing. Its key needs <Code>events:read</Code>.
        </p>
        <CodeBlock
          label="shop.ts"
          lang="ts"
          code={`import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { createReceiver, Florin, memoryStore } from "@florin/sdk";

const { FLORIN_URL = "", FLORIN_API_KEY = "", FLORIN_WEBHOOK_SECRET = "", SHOP_PORT = "4000" } = process.env;
const florin = new Florin({ baseUrl: FLORIN_URL, apiKey: FLORIN_API_KEY });

const receiver = createReceiver({
  florin,
  secret: FLORIN_WEBHOOK_SECRET,
  store: memoryStore(), // in earnest: your database, as the client's README shows
  handle(event) {
    if (event.type === "session.paid") console.log("ship", event.data.clientReferenceId);
  },
});

createServer(async (request, response) => {
  const { status } = await receiver.receive({ headers: request.headers, body: await buffer(request) });
  response.writeHead(status).end();
}).listen(Number(SHOP_PORT));
await receiver.catchUp();`}
        />
        <p>Answer with any 2xx within 15 seconds. Do long work afterwards.</p>
      </Step>
      <Step id="types" title={STEPS.types}>
        <EventTypes />
        <p>
          The body is an <To href="/docs/api#Event">Event</To>: the session as it was when it happened, and in <Code>detail</Code>{" "}
          what it is about.
        </p>
      </Step>
      <Step id="verify" title={STEPS.verify}>
        <p>Without the receiver, verify the raw body, byte for byte as it came, before anything parses it:</p>
        <CodeBlock
          label="verify.ts"
          lang="ts"
          code={`import { verifyWebhook, WebhookError } from "@florin/sdk";

export async function POST(request: Request): Promise<Response> {
  try {
    const secret = process.env.FLORIN_WEBHOOK_SECRET ?? "";
    const event = await verifyWebhook({ headers: request.headers, body: await request.text() }, { secret });
    console.log(event.id, event.type); // remember the id: an event may come twice
    return new Response("ok");
  } catch (error) {
    if (error instanceof WebhookError) return new Response(error.reason, { status: 400 });
    throw error;
  }
}`}
        />
        <p>
          In another language, use a library of <To href="https://www.standardwebhooks.com">Standard Webhooks</To>, or compute it:
          HMAC-SHA256, keyed with the base64-decoded part of the secret after <Code>whsec_</Code>, over the webhook&apos;s id, a
          dot, its timestamp, a dot, and the body. Compare in constant time, and refuse what is older than five minutes.
        </p>
        <Meanings
          head={["Header", "Holds"]}
          rows={[
            ["webhook-id", "The event's id, the same on every attempt."],
            ["webhook-timestamp", "Unix seconds of this attempt."],
            ["webhook-signature", "v1, a comma, base64. Several with spaces between, while a secret changes: one must fit."],
            [
              "X-Webhook-Signature",
              "A second scheme: t=<unix>,v1=<hex>, over timestamp, dot and body, keyed with the whole secret.",
            ],
          ]}
        />
      </Step>
      <Step id="attempts" title={STEPS.attempts}>
        <p>
          At once, then after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours: ten attempts over three days, with the
          same id and the same bytes. <Code>Retry-After</Code> is heeded; redirects are not followed; a 410 switches the endpoint
          off. The <To href="/dashboard/webhooks">dashboard</To> shows each attempt and its answer. Afterwards, have everything
          since a moment sent again:
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/webhook_endpoints/$ENDPOINT_ID/replay \\
  -H "Authorization: Bearer $FLORIN_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"since":"2026-01-31T12:00:00Z"}'`}
        />
      </Step>
      <Step id="secret" title={STEPS.secret}>
        <p>
          For an overlap of a day, or as you say in <Code>overlapSeconds</Code>, every webhook is signed with the old secret and
          the new one. Your receiver may know either, or both: <Code>secret: [old, fresh]</Code>.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl -X POST ${baseUrl}/api/v1/webhook_endpoints/$ENDPOINT_ID/rotate_secret \\
  -H "Authorization: Bearer $FLORIN_API_KEY"`}
        />
      </Step>
      <Step id="complete" title={STEPS.complete}>
        <p>
          Events carry a <Code>sequence</Code>, counted for each mode without a gap; sessions carry a <Code>version</Code>, which
          grows with each change. If you have number 41 and get number 45, ask for what lies between; of two copies of a session,
          the higher version is the newer. The receiver does both.
        </p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl "${baseUrl}/api/v1/events?sequenceAfter=41&sequenceBefore=45" \\
  -H "Authorization: Bearer $FLORIN_API_KEY"`}
        />
      </Step>
    </GuidePage>
  );
}
