import { EMBED_HEADER } from "@/lib/api/embedding";
import { html, type Markup } from "@/lib/api/html";

/** For a page that stands in a shop's frame: the script that tells the shop that it is there. Others have none. */
export function frameScript({ headers }: Request): Markup | null {
  const origins = headers.get(EMBED_HEADER) ?? "";
  if (origins === "") return null;
  return html`<script async nonce="${headers.get("x-nonce") ?? ""}" src="/florin-frame.js" data-origins="${origins}"></script>`;
}
