import { type Picture, picturePath } from "../checkout/picture";
import { html, type Markup } from "./html";

type Head = {
  readonly merchantName: string;
  readonly description: string | null;
  readonly logo: Picture | null;
  readonly image: Picture | null;
};

/** Who asks, and for what: the head of every page that is one card. */
export function shopHead({ merchantName, description, logo, image }: Head): Markup {
  const about = description === null ? null : html`<p class="quiet"><bdi>${description}</bdi></p>`;
  return html`<div class="shop">${picture(logo, "logo")}<p class="name"><bdi>${merchantName}</bdi></p>${about}${picture(image, "image")}</div>`;
}

/** The words beside it say what it shows. */
function picture(shown: Picture | null, look: "logo" | "image"): Markup | null {
  if (shown === null) return null;
  const { width, height } = shown;
  return html`<img class="${look}" src="${picturePath(shown)}" width="${String(width)}" height="${String(height)}" alt="" decoding="async">`;
}
