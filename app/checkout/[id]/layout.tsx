import { headers } from "next/headers";
import type { ReactNode } from "react";
import { EMBED_HEADER } from "@/lib/api/embedding";

/** In a shop's frame, and there alone, the page has a script that tells the shop how it goes. */
export default async function CheckoutLayout({ children }: { children: ReactNode }) {
  const told = await headers();
  const origins = told.get(EMBED_HEADER);
  return (
    <>
      {origins && <script async nonce={told.get("x-nonce") ?? undefined} src="/florin-frame.js" data-origins={origins} />}
      {children}
    </>
  );
}
