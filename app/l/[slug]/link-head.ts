import { html, type Markup } from "@/lib/api/html";
import { type Picture, picturePath } from "@/lib/checkout/picture";

/** Our own card, for a link without a picture of its own: drawn once, served as a file. */
const CARD = { path: "/link-card.png", width: 1200, height: 630 } as const;
/** Smaller ones are left out by those who draw previews. */
const LEAST_SIDE_PX = 200;

type Preview = {
  readonly appUrl: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly siteName: string;
  readonly image: Picture | null;
};

/** What messengers and indexes draw of a link (ogp.me). Every address in it is ours. */
export function previewTags({ appUrl, slug, title, description, siteName, image }: Preview): Markup {
  const isLarge = image !== null && Math.min(image.width, image.height) >= LEAST_SIDE_PX;
  const shown = isLarge ? { path: picturePath(image), width: image.width, height: image.height } : CARD;
  return html`<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${siteName}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${appUrl}/l/${slug}">
<meta property="og:image" content="${appUrl}${shown.path}">
<meta property="og:image:width" content="${String(shown.width)}">
<meta property="og:image:height" content="${String(shown.height)}">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image">`;
}
