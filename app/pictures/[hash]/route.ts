import { findPictureBytes } from "@/db/queries/pictures";
import { limitAddress } from "@/lib/api/rate-limit";
import { respondError } from "@/lib/api/respond";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { app as theApp } from "@/lib/services/app";

export const dynamic = "force-dynamic";

const HASH = /^[0-9a-f]{64}$/;

/** A merchant's picture from our own origin. Its bytes were looked at when it was fetched; here it can be nothing else. */
export async function GET(request: Request, context: { params: Promise<{ hash: string }> }): Promise<Response> {
  try {
    const app = theApp();
    await limitAddress(app.config, request.headers);
    const { hash } = await context.params;
    const picture = HASH.test(hash) ? await findPictureBytes(app.database.db, hash) : null;
    if (!picture) throw notFound();
    return new Response(new Uint8Array(picture.bytes), {
      headers: {
        "Content-Type": picture.type,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
      },
    });
  } catch (thrown) {
    return respondError(thrown, newId("request"));
  }
}
