import { CodeBlock } from "@/components/docs/code-block";
import { Step, To } from "@/components/docs/guide";
import { Code } from "@/components/docs/words";
import { app } from "@/lib/services/app";
import { GuidePage, guideMetadata } from "../guide-page";

const PATH = "/docs/going-live";
const STEPS = { server: "The server", money: "The money", shop: "Your shop", watch: "Keep watch" } as const;

export const metadata = guideMetadata(PATH);

export default function GoingLivePage() {
  const baseUrl = app().config.APP_URL;
  return (
    <GuidePage path={PATH} steps={STEPS}>
      <Step id="server" title={STEPS.server}>
        <ul>
          <li>
            A PostgreSQL 15 or later in <Code>DATABASE_URL</Code>, with backups that you have restored once.
          </li>
          <li>
            An https address in <Code>APP_URL</Code>. Behind a proxy, say so with <Code>TRUST_PROXY</Code>.
          </li>
          <li>
            Secrets of your own: <Code>NEXTAUTH_SECRET</Code>, <Code>CRON_SECRET</Code>, <Code>ENCRYPTION_KEY</Code>. Keep a copy
            of the last one: without it, webhook secrets and extended public keys cannot be read.
          </li>
          <li>
            Two RPC addresses, of two providers, for each network: <Code>RPC_URL_8453=https://…,https://…</Code>. No payment is
            confirmed before both agree.
          </li>
        </ul>
      </Step>
      <Step id="money" title={STEPS.money}>
        <ul>
          <li>
            Add the wallet of live mode in the <To href="/dashboard/wallets">dashboard</To>, and compare the addresses it shows
            with those of your own wallet. Florin never asks for a private key or a recovery phrase.
          </li>
          <li>
            Look at the <To href="/dashboard/settings">settings</To>: for how long a price is held, how many confirmations for
            which sums, how much may be missing.
          </li>
          <li>Pay yourself a small sum on each network that you take, and collect it.</li>
        </ul>
      </Step>
      <Step id="shop" title={STEPS.shop}>
        <ul>
          <li>
            Use a key that begins with <Code>ck_live_</Code>, with the scopes it needs and no others, on your server alone.
          </li>
          <li>
            Fulfil by <To href="/docs/webhooks">webhook</To>, verified, and once for each event&apos;s id.
          </li>
          <li>
            Send a <Code>clientReferenceId</Code> with each order and an <Code>Idempotency-Key</Code> with each write.
          </li>
          <li>
            Know what you do with <Code>session.underpaid</Code>, <Code>session.paid_late</Code>, <Code>session.failed</Code>:{" "}
            <To href="/docs/testing#scenarios">play them</To> first.
          </li>
        </ul>
        <p>What you can take now, and in which currencies you can price:</p>
        <CodeBlock
          label="curl"
          lang="sh"
          code={`curl ${baseUrl}/api/v1/networks -H "Authorization: Bearer $FLORIN_API_KEY"
curl ${baseUrl}/api/v1/currencies -H "Authorization: Bearer $FLORIN_API_KEY"`}
        />
      </Step>
      <Step id="watch" title={STEPS.watch}>
        <p>
          <Code>/api/health</Code> says how far behind each network is; <Code>/api/ready</Code> whether this process may be given
          requests. Have something look at the first, and tell you when a network falls behind.
        </p>
        <CodeBlock label="curl" lang="sh" code={`curl ${baseUrl}/api/health`} />
      </Step>
    </GuidePage>
  );
}
