import type { Metadata } from "next";
import { DocsFrame } from "@/components/docs/docs-frame";
import { To } from "@/components/docs/guide";
import { GUIDES } from "@/lib/api/reference/llms-text";
import { contentsWith } from "./contents";

export const metadata: Metadata = { title: "Docs", description: "Guides and API reference." };

const REFERENCE = {
  path: "/docs/api",
  title: "API reference",
  about: "Every call, object and error, with examples for curl and TypeScript.",
};

export default function DocsPage() {
  return (
    <DocsFrame contents={contentsWith("/docs", [])}>
      <div className="flex max-w-3xl flex-col gap-6">
        <h1 className="text-28 font-semibold tracking-tight">Take crypto payments</h1>
        <p className="text-16 text-ink-2">
          Make a checkout session, send your customer to its page, and be told by a signed webhook when the money is there. It
          goes to your own wallet.
        </p>
        <ul className="grid gap-3 sm:grid-cols-2">
          {[...GUIDES, REFERENCE].map(({ path, title, about }) => (
            <li key={path}>
              <a
                href={path}
                className="flex h-full flex-col gap-1 rounded-panel border border-line bg-card p-4 hover:border-ink-3"
              >
                <span className="text-16 font-semibold">{title}</span>
                <span className="text-ink-2">{about}</span>
              </a>
            </li>
          ))}
        </ul>
        <p className="text-ink-2">
          For machines: <To href="/api/v1/openapi.json">OpenAPI 3.1</To> and <To href="/llms.txt">llms.txt</To>.
        </p>
      </div>
    </DocsFrame>
  );
}
