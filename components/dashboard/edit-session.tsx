"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { SessionObject } from "@/lib/checkout/session-object";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Field, Input, TextArea } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { toast } from "../ui/toast";
import { useApi } from "./api";
import { faultAt, faultElsewhere } from "./fault-words";
import { metadataRows, toMetadata } from "./metadata-row";
import { MetadataRows } from "./metadata-rows";

type Editable = Pick<SessionObject, "id" | "description" | "successUrl" | "cancelUrl" | "metadata">;

const SHOWN = ["description", "successUrl", "cancelUrl", "metadata"];

/** What a session says and where it leads; never its price. */
export function EditSession({ session }: { session: Editable }) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);
  const [rows, setRows] = useState(() => metadataRows(session.metadata));

  const change = (next: boolean) => {
    setRows(metadataRows(session.metadata));
    setFault(null);
    setOpen(next);
  };
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name)).trim() || null;
    const answer = await send("PATCH", `/checkout_sessions/${session.id}`, {
      description: said("description"),
      successUrl: said("successUrl"),
      cancelUrl: said("cancelUrl"),
      metadata: toMetadata(rows),
    });
    if (!answer.ok) return;
    setOpen(false);
    toast("Saved");
    router.refresh();
  };

  return (
    <>
      <Button onClick={() => change(true)}>Edit</Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title="Edit the session"
        description="The price cannot change: the customer has seen it."
      >
        <form onSubmit={save} noValidate className="flex flex-col gap-4">
          <Field label="Description" optional hint="The customer sees it." error={faultAt(fault, "description")}>
            <TextArea name="description" defaultValue={session.description ?? ""} />
          </Field>
          <Field
            label="Success page"
            optional
            hint="Where the customer goes once it is paid."
            error={faultAt(fault, "successUrl")}
          >
            <Input name="successUrl" type="url" inputMode="url" placeholder="https://" defaultValue={session.successUrl ?? ""} />
          </Field>
          <Field label="Cancel page" optional hint="Where “back to the shop” leads." error={faultAt(fault, "cancelUrl")}>
            <Input name="cancelUrl" type="url" inputMode="url" placeholder="https://" defaultValue={session.cancelUrl ?? ""} />
          </Field>
          <MetadataRows rows={rows} onChange={setRows} fault={faultAt(fault, "metadata")} />
          <FormFault text={faultElsewhere(fault, SHOWN)} />
          <DialogActs>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" look="primary" busy={busy}>
              Save
            </Button>
          </DialogActs>
        </form>
      </Dialog>
    </>
  );
}
