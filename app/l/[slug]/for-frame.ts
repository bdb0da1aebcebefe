import { EMBED_HEADER } from "@/lib/api/embedding";
import { html } from "@/lib/api/html";

/** The page as it is for a shop's frame: with the script that tells the shop that it is there. Others are left as they are. */
export async function forFrame(request: Request, page: Response): Promise<Response> {
  const origins = request.headers.get(EMBED_HEADER) ?? "";
  if (origins === "" || !page.headers.get("content-type")?.startsWith("text/html")) return page;
  const nonce = request.headers.get("x-nonce") ?? "";
  const script = html`<script async nonce="${nonce}" src="/florin-frame.js" data-origins="${origins}"></script>
`;
  const whole = await page.text();
  return new Response(
    whole.replace("</head>", () => `${script.text}</head>`),
    page,
  );
}
