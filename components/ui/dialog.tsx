"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { LEDGER } from "./ledger-class";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Set where closing would lose something that is shown once: only its own button closes it. */
  stays?: boolean;
  children: ReactNode;
};

export function Dialog({ open, onOpenChange, title, description, stays = false, children }: Props) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !stays && onOpenChange(next)} disablePointerDismissal={stays}>
      <BaseDialog.Portal className={LEDGER}>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup className="fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full max-w-lg flex-col gap-4 overflow-y-auto rounded-t-panel border border-line bg-card p-6 transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:inset-y-0 sm:my-auto sm:h-fit sm:rounded-panel">
          <div className="flex flex-col gap-1.5">
            <BaseDialog.Title className="text-20 font-semibold">{title}</BaseDialog.Title>
            {description && <BaseDialog.Description className="text-ink-2">{description}</BaseDialog.Description>}
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The acts of a dialog: the one that does it stands last, where the eye ends; on a phone first and full width. */
export function DialogActs({ children }: { children: ReactNode }) {
  return <div className="flex flex-col-reverse gap-2 pt-2 sm:flex-row sm:justify-end">{children}</div>;
}
