import { type Picture, picturePath } from "@/lib/checkout/picture";

/** Beside the shop's name, which says the same: so it says nothing itself. Its room is kept before it has come. */
export function ShopLogo({ logo }: { logo: Picture | null }) {
  if (logo === null) return null;
  return (
    // biome-ignore lint/performance/noImgElement: our own origin serves it as it is
    <img
      src={picturePath(logo)}
      width={logo.width}
      height={logo.height}
      alt=""
      decoding="async"
      className="mb-3 h-10 w-auto max-w-48 object-contain object-left rtl:object-right"
    />
  );
}

/** What is sold: beside the name on a phone, where the payment must not be pushed down; large where there is room. */
export function GoodsImage({ image }: { image: Picture | null }) {
  if (image === null) return null;
  return (
    // biome-ignore lint/performance/noImgElement: our own origin serves it as it is
    <img
      src={picturePath(image)}
      width={image.width}
      height={image.height}
      alt=""
      decoding="async"
      className="float-end ms-3 size-16 rounded-control object-cover wide:float-none wide:ms-0 wide:mb-6 wide:h-auto wide:max-h-64 wide:w-auto wide:max-w-full wide:rounded-panel wide:object-contain"
    />
  );
}
