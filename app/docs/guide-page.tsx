import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DocsFrame } from "@/components/docs/docs-frame";
import { Guide } from "@/components/docs/guide";
import { GUIDES } from "@/lib/api/reference/llms-text";
import { contentsWith } from "./contents";

export function guideMetadata(path: string): Metadata {
  const { title, about } = guideOf(path);
  return { title: `${title} · Docs`, description: about };
}

/** @param steps the page's own headings, by their anchors */
export function GuidePage({
  path,
  steps,
  children,
}: {
  path: string;
  steps: Readonly<Record<string, string>>;
  children: ReactNode;
}) {
  const parts = Object.entries(steps).map(([id, title]) => ({ title, href: `#${id}` }));
  return (
    <DocsFrame contents={contentsWith(path, parts)}>
      <Guide {...guideOf(path)}>{children}</Guide>
    </DocsFrame>
  );
}

function guideOf(path: string) {
  const guide = GUIDES.find((one) => one.path === path);
  if (!guide) throw new Error(`there is no guide ${path}`);
  return guide;
}
