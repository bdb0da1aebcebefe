import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Ledger } from "@/components/dashboard/ledger";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function LoginLayout({ children }: { children: ReactNode }) {
  return <Ledger nonce={(await headers()).get("x-nonce") ?? ""}>{children}</Ledger>;
}
