import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { LOCALES, languageTag } from "@/lib/locale";
import { CustomersSheet } from "./customers-sheet";
import { pageLocale } from "./page-locale";

/** Every page is made for its request: its scripts carry that request's nonce (proxy.ts). */
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Florin", template: "%s · Florin" },
  description: "Self-hosted crypto checkout.",
  // An address that looks like a phone number must stay text.
  formatDetection: { telephone: false, email: false, address: false, date: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#11100e" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await pageLocale();
  return (
    <html lang={languageTag(locale)} dir={LOCALES[locale].direction} suppressHydrationWarning>
      <body className="min-h-dvh antialiased">
        <CustomersSheet />
        {children}
      </body>
    </html>
  );
}
