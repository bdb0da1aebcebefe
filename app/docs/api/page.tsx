import type { Metadata } from "next";
import { CallSection } from "@/components/docs/call-section";
import { CodeBlock } from "@/components/docs/code-block";
import { DocsFrame } from "@/components/docs/docs-frame";
import { ErrorList } from "@/components/docs/error-list";
import { ObjectSection } from "@/components/docs/object-section";
import { Code, Words } from "@/components/docs/words";
import { typescriptHead } from "@/lib/api/reference/example-code";
import { theReference } from "@/lib/api/reference/reference";
import { app } from "@/lib/services/app";
import { contentsWith } from "../contents";

export const metadata: Metadata = { title: "API reference · Docs", description: "Every call, object and error." };

const SHELL = `export FLORIN_API_KEY=ck_test_…   # made in the dashboard
export FLORIN_COOKIE=…           # for what only people may do: their login cookie, name=value`;

export default function ReferencePage() {
  const baseUrl = app().config.APP_URL;
  const { about, rooms, objects, errors } = theReference(baseUrl);
  const parts = [
    ...rooms.map(({ name, anchor, calls }) => ({
      title: name,
      href: `#${anchor}`,
      parts: calls.map(({ id, summary }) => ({ title: summary, href: `#${id}` })),
    })),
    { title: "Objects", href: "#objects" },
    { title: "Errors", href: "#errors" },
  ];
  return (
    <DocsFrame contents={contentsWith("/docs/api", parts)}>
      <div className="flex max-w-3xl flex-col gap-3 pb-8">
        <h1 className="text-28 font-semibold tracking-tight">API reference</h1>
        <Words text={about} />
        <p>
          The base address is <Code>{`${baseUrl}/api/v1`}</Code>. Each example stands by itself once this is said:
        </p>
        <CodeBlock label="Before the curl examples" lang="text" code={SHELL} />
        <CodeBlock label="Before the TypeScript examples" lang="text" code={typescriptHead(baseUrl)} />
      </div>
      {rooms.map((room) => (
        <section key={room.anchor} id={room.anchor} aria-label={room.name} className="scroll-mt-16 pb-8">
          <h2 className="text-20 font-semibold">
            <a href={`#${room.anchor}`} className="hover:underline">
              {room.name}
            </a>
          </h2>
          <p className="pb-4 text-ink-2">{room.about}</p>
          {room.calls.map((call) => (
            <CallSection key={call.id} call={call} />
          ))}
        </section>
      ))}
      <section id="objects" aria-label="Objects" className="scroll-mt-16 pb-8">
        <h2 className="pb-4 text-20 font-semibold">Objects</h2>
        {objects.map((one) => (
          <ObjectSection key={one.name} {...one} />
        ))}
      </section>
      <ErrorList errors={errors} />
    </DocsFrame>
  );
}
