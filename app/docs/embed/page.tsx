import { CodeBlock } from "@/components/docs/code-block";
import { Meanings, Step, To } from "@/components/docs/guide";
import { Code } from "@/components/docs/words";
import { exampleId } from "@/lib/api/reference/examples";
import type { SessionStatus } from "@/lib/checkout/session";
import { app } from "@/lib/services/app";
import { GuidePage, guideMetadata } from "../guide-page";
import { scriptIntegrity } from "./script-integrity";

const PATH = "/docs/embed";
const STEPS = {
  sites: "Name your site",
  link: "Open a payment link",
  session: "Open a session",
  events: "Events",
  types: "TypeScript",
  otherwise: "Where it cannot open",
} as const;

/** Complete by its type: a new status has to be told of. */
const EVENTS: Readonly<Record<"ready" | SessionStatus | "closed", string>> = {
  ready: "The checkout is there. The id is null while it still asks for an amount or an e-mail address.",
  pending: "It waits again, after something else.",
  detected: "Enough has been seen, and is not confirmed yet.",
  underpaid: "Something is missing.",
  overpaid: "More than enough has been seen, and is not confirmed yet.",
  paid: "Paid and confirmed.",
  paid_late: "Paid and confirmed, after the time had run out.",
  expired: "The time to pay is over.",
  failed: "The chain has taken a settled payment back.",
  deactivated: "You have closed the session.",
  closed: "The checkout is gone from your page. The status is the last one.",
};

export const metadata = guideMetadata(PATH);

export default async function EmbedPage() {
  const baseUrl = app().config.APP_URL;
  const tag = `<script src="${baseUrl}/florin.js" integrity="${await scriptIntegrity()}" crossorigin="anonymous"></script>`;
  return (
    <GuidePage path={PATH} steps={STEPS}>
      <Step id="sites" title={STEPS.sites}>
        <p>
          In the dashboard, under <To href="/dashboard/settings">Settings</To>, name the sites whose pages may show the checkout:{" "}
          <Code>https://shop.example</Code>. All other sites are refused by the browser, and hear nothing. Give the shop&apos;s
          own site only: whoever writes its pages could lay something over the checkout.
        </p>
      </Step>
      <Step id="link" title={STEPS.link}>
        <p>
          Two lines, no key, no server. A visitor&apos;s session is made when the link is opened; one that is still open is used
          again.
        </p>
        <CodeBlock
          label="link.html"
          lang="html"
          code={`${tag}
<a href="${baseUrl}/l/blue-mug" data-florin-link>Pay with crypto</a>`}
        />
        <p>
          The <Code>integrity</Code> is of the script as it is now; a new version of Florin may change it. Leave it out if your
          shop and Florin are updated apart.
        </p>
      </Step>
      <Step id="session" title={STEPS.session}>
        <p>
          Or make the session on your server, as in <To href="/docs/first-payment">Accept a first payment</To>, and open it by its
          id. What your page hears is a hint for the person in front of it; ship by the <To href="/docs/webhooks">webhook</To>.
        </p>
        <CodeBlock
          label="session.html"
          lang="html"
          code={`${tag}
<button id="pay" type="button">Pay with crypto</button>
<output id="state"></output>
<script type="module">
  const show = (text) => (document.getElementById("state").textContent = text);
  document.getElementById("pay").onclick = () =>
    florin.open({
      session: "${exampleId("session")}",
      on: {
        detected: () => show("We see your payment."),
        paid: () => show("Thank you!"),
        closed: ({ status }) => status === "pending" && show("Not paid yet."),
      },
    });
</script>`}
        />
        <p>
          After a payment the checkout stays until it is closed, and <Code>successUrl</Code> is a button in it. Over your page it
          goes nowhere by itself.
        </p>
      </Step>
      <Step id="events" title={STEPS.events}>
        <p>
          Each is a callback in <Code>on</Code>, and an event <Code>florin:paid</Code> at the document, or at the link that opened
          it, from where it bubbles. It brings the session&apos;s <Code>id</Code> and <Code>status</Code>, and nothing else.
        </p>
        <Meanings head={["Event", "What it means"]} rows={Object.entries(EVENTS)} />
      </Step>
      <Step id="types" title={STEPS.types}>
        <p>Keep this beside your code.</p>
        <CodeBlock
          label="florin-script.d.ts"
          lang="ts"
          code={`type FlorinDetail = { readonly id: string | null; readonly status: string | null };
type FlorinEvent = ${Object.keys(EVENTS)
            .map((name) => `"${name}"`)
            .join(" | ")};
type FlorinOptions = ({ readonly link: string } | { readonly session: string }) & {
  readonly on?: { readonly [Name in FlorinEvent]?: (detail: FlorinDetail) => void };
  /** en, de, fr, es, pt, ja, zh or ar; without it, the visitor's own. */
  readonly lang?: string;
};
/** Throws where this is no link and no session. Undefined: it cannot open here, and the browser goes to the checkout. */
declare const florin: { open(options: FlorinOptions): { close(): void } | undefined };`}
        />
      </Step>
      <Step id="otherwise" title={STEPS.otherwise}>
        <ul>
          <li>Without the script the link is a link: it leads to the checkout.</li>
          <li>
            Where your page or its site may not frame the checkout, the browser goes there instead. In your own content policy,
            allow <Code>{`script-src ${baseUrl}; frame-src ${baseUrl}`}</Code>.
          </li>
          <li>The checkout has a button that opens it in a tab of its own, as some wallets want.</li>
          <li>Cookies of other sites may be blocked: nothing needs them.</li>
        </ul>
      </Step>
    </GuidePage>
  );
}
