/** What is shown to customers. No SVG: it is a document that can carry scripts. */
export type PictureType = "image/png" | "image/jpeg" | "image/webp";

/** A picture as it stands on a page: served from our own origin, under the hash of its bytes. */
export type Picture = { readonly hash: string; readonly width: number; readonly height: number };

export function picturePath({ hash }: Pick<Picture, "hash">): `/${string}` {
  return `/pictures/${hash}`;
}
