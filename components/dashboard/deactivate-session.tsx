"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { FormFault } from "../ui/form-fault";
import { toast } from "../ui/toast";
import { useApi } from "./api";

/** Switching a session off, with the harder question where money has been seen: also when it arrives while one hesitates. */
export function DeactivateSession({ id, isPaymentSeen }: { id: string; isPaymentSeen: boolean }) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);
  const force = isPaymentSeen || fault?.code === "payment_seen";

  const change = (next: boolean) => {
    setOpen(next);
    setFault(null);
  };
  const deactivate = async () => {
    const answer = await send("POST", `/checkout_sessions/${id}/deactivate`, force ? { force: true } : {});
    if (!answer.ok) return;
    change(false);
    toast("The session is deactivated");
    router.refresh();
  };

  return (
    <>
      <Button onClick={() => change(true)}>Deactivate</Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={force ? "A payment has been seen. Deactivate anyway?" : "Deactivate this session?"}
        description={
          force
            ? "Money is on its way to this session's address. It will still be recorded and shown to you, but the session will not become paid, and the customer sees that it was switched off."
            : "The customer can no longer pay it. Its address stays watched: money that still comes is recorded and shown to you."
        }
      >
        <FormFault text={fault && fault.code !== "payment_seen" ? fault.message : null} />
        <DialogActs>
          <Button onClick={() => change(false)}>Keep it</Button>
          <Button look="danger" onClick={deactivate} busy={busy}>
            {force ? "Deactivate anyway" : "Deactivate"}
          </Button>
        </DialogActs>
      </Dialog>
    </>
  );
}
