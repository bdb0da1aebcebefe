import type { Contents } from "@/components/docs/docs-frame";
import { GUIDES } from "@/lib/api/reference/llms-text";

/** What every page of the documentation leads to; one page adds its own parts. */
export function contentsWith(path: string, parts: Contents): Contents {
  const pages = [
    ...GUIDES.map((guide) => ({ title: guide.title, href: guide.path })),
    { title: "API reference", href: "/docs/api" },
  ];
  return pages.map((page) => (page.href === path ? { ...page, parts } : page));
}
