import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Ledger } from "@/components/dashboard/ledger";
import { ModeProvider } from "@/components/dashboard/mode";
import { Rail } from "@/components/dashboard/rail";
import { ToastProvider } from "@/components/ui/toast";
import { openRoom } from "./room";

export const metadata: Metadata = { title: "Dashboard", robots: { index: false } };

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user, mode } = await openRoom();
  return (
    <Ledger nonce={(await headers()).get("x-nonce") ?? ""}>
      <ModeProvider mode={mode}>
        <ToastProvider>
          <div className="flex min-h-dvh max-sm:flex-col">
            <Rail merchantName={user.merchantName} email={user.email} />
            <main className="min-w-0 flex-1 px-4 pt-6 pb-24 sm:px-8 sm:pt-8 sm:pb-16">
              <div className="mx-auto w-full max-w-[1200px]">{children}</div>
            </main>
          </div>
        </ToastProvider>
      </ModeProvider>
    </Ledger>
  );
}
