"use client";

import { Toast } from "@base-ui/react/toast";
import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { LEDGER } from "./ledger-class";

const toasts = Toast.createToastManager();

/** Confirms what was done. Never the only place where a fact is told. */
export function toast(title: string): void {
  toasts.add({ title });
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toasts} timeout={4_000} limit={3}>
      {children}
      <Toast.Portal className={LEDGER}>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 max-sm:bottom-20">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((entry) => (
    <Toast.Root
      key={entry.id}
      toast={entry}
      className="flex items-center gap-3 rounded-panel border border-line bg-card px-4 py-3 shadow-panel transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Check aria-hidden className="size-4 shrink-0 text-good" strokeWidth={2} />
      <Toast.Title className="min-w-0 flex-1 text-14" />
      <Toast.Close aria-label="Dismiss" className="rounded-control p-1 text-ink-2 hover:bg-ink/5 hover:text-ink">
        <X aria-hidden className="size-4" strokeWidth={1.5} />
      </Toast.Close>
    </Toast.Root>
  ));
}
