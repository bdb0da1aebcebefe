import { createHash } from "node:crypto";
import { type Dispatcher, request } from "undici";
import { type PictureSize, pictureSize } from "./picture-size";

export type FetchedPicture = PictureSize & { readonly hash: string; readonly bytes: Buffer };

/** In plain words, for the merchant. */
export type NoPicture = { readonly problem: string };

/** A logo has some thousand, a good photograph some hundred thousand. */
export const MAX_PICTURE_BYTES = 1_024 * 1_024;
/** A few bytes can claim a square mile: what a phone can draw without trouble. */
const MAX_SIDE_PX = 4_096;

/**
 * One GET without a redirect, cookies or a referrer. Nothing is thrown: a host that is away is the usual case of the web.
 *
 * @param url already checked
 * @param dispatcher opens connections to allowed addresses alone
 */
export async function fetchPicture(
  url: URL,
  { dispatcher, signal }: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<FetchedPicture | NoPicture> {
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      signal,
      headers: { accept: "image/png,image/jpeg,image/webp", "user-agent": "Florin-Pictures/1.0" },
    });
    // Hanging up early makes the stream report an abort to nobody.
    body.on("error", () => {});
    if (statusCode !== 200) {
      body.destroy();
      return { problem: `Its host answers ${statusCode} instead of a picture.` };
    }
    const bytes = await readAll(body);
    if (bytes === null) return { problem: "It is larger than 1 MiB." };
    const size = pictureSize(bytes);
    if (size === null) return { problem: "It is no PNG, JPEG or WebP picture." };
    if (Math.max(size.width, size.height) > MAX_SIDE_PX) return { problem: `It is wider or higher than ${MAX_SIDE_PX} pixels.` };
    return { ...size, bytes, hash: createHash("sha256").update(bytes).digest("hex") };
  } catch {
    return { problem: "Its host cannot be reached." };
  }
}

async function readAll(body: Dispatcher.ResponseData["body"]): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_PICTURE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
