"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Checkbox } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { toast } from "../ui/toast";
import { useApi } from "./api";

/** Off asks what becomes of the sessions that wait; on needs no question. */
export function LinkSwitch({ id, title, active }: { id: string; title: string; active: boolean }) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);
  const [keep, setKeep] = useState(false);

  const change = (next: boolean) => {
    setOpen(next);
    setFault(null);
  };
  const put = async (next: boolean) => {
    const answer = await send("PATCH", `/payment_links/${id}`, {
      active: next,
      ...(!next && { openSessions: keep ? "keep" : "deactivate" }),
    });
    if (!answer.ok) return setOpen(true);
    setOpen(false);
    toast(next ? "The link is active again" : "The link is deactivated");
    router.refresh();
  };

  return (
    <>
      <Button
        look="quiet"
        onClick={() => (active ? change(true) : put(true))}
        busy={busy}
        aria-label={`${active ? "Deactivate" : "Activate"} ${title}`}
      >
        {active ? "Deactivate" : "Activate"}
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={active ? "Deactivate this link?" : "This link is inactive"}
        {...(active && { description: "Whoever opens it reads that it no longer takes payments. You can switch it on again." })}
      >
        {active && (
          <Checkbox
            checked={keep}
            onChange={(event) => setKeep(event.target.checked)}
            label="Let sessions that are already open be paid"
            hint="Otherwise those that wait for a payment are deactivated too."
          />
        )}
        <FormFault text={fault?.message ?? null} />
        <DialogActs>
          <Button onClick={() => change(false)}>{active ? "Keep it" : "Close"}</Button>
          <Button look={active ? "danger" : "primary"} onClick={() => put(!active)} busy={busy}>
            {active ? "Deactivate" : "Activate"}
          </Button>
        </DialogActs>
      </Dialog>
    </>
  );
}
