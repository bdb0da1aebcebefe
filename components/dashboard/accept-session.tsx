"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Field, Input } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { toast } from "../ui/toast";
import { useApi } from "./api";
import { faultAt, faultElsewhere } from "./fault-words";

/** The merchant's word that what came is enough, with the reason that stays on record. */
export function AcceptSession({ id, came }: { id: string; came: string }) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);

  const change = (next: boolean) => {
    setOpen(next);
    setFault(null);
  };
  const accept = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    const answer = await send("POST", `/checkout_sessions/${id}/accept`, { reason });
    if (!answer.ok) return;
    change(false);
    toast("The session is paid");
    router.refresh();
  };

  return (
    <>
      <Button onClick={() => change(true)}>Accept as paid</Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title="Accept this as paid?"
        description={`${came} The session becomes paid, your server is told so, and it cannot be taken back.`}
      >
        <form onSubmit={accept} noValidate className="flex flex-col gap-4">
          <Field
            label="Reason"
            hint="It stays on record with your name. The customer does not see it."
            error={faultAt(fault, "reason")}
          >
            <Input name="reason" maxLength={500} placeholder="The rest was an exchange's fee" autoComplete="off" />
          </Field>
          <FormFault text={faultElsewhere(fault, ["reason"])} />
          <DialogActs>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" look="primary" busy={busy}>
              Accept as paid
            </Button>
          </DialogActs>
        </form>
      </Dialog>
    </>
  );
}
