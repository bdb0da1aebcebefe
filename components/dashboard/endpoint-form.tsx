"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Checkbox, Field, Input, Select } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { useApi } from "./api";
import { faultAt, faultElsewhere } from "./fault-words";
import { SecretOnce } from "./secret-once";

type Made = { readonly id: string; readonly secret: string };

/** Where to tell what happens; its signing secret is shown once. */
export function EndpointForm({ eventTypes }: { eventTypes: readonly string[] }) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);
  const [which, setWhich] = useState<"all" | "some">("all");
  const [made, setMade] = useState<Made | null>(null);

  const change = (next: boolean) => {
    setOpen(next);
    setFault(null);
    setWhich("all");
  };
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answer = await send<Made>("POST", "/webhook_endpoints", {
      url: String(form.get("url")).trim(),
      events: which === "all" ? ["*"] : form.getAll("events").map(String),
      description: String(form.get("description")).trim() || null,
    });
    if (!answer.ok) return;
    setOpen(false);
    setMade(answer.data);
  };

  return (
    <>
      <Button look="primary" onClick={() => change(true)}>
        <Plus aria-hidden strokeWidth={1.5} />
        New endpoint
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title="New webhook endpoint"
        description="Florin sends a signed POST there for each event."
      >
        <form onSubmit={create} noValidate className="flex flex-col gap-4">
          <Field label="URL" error={faultAt(fault, "url")}>
            <Input name="url" type="url" inputMode="url" placeholder="https://shop.example/webhooks/florin" autoFocus required />
          </Field>
          <Field label="Description" optional error={faultAt(fault, "description")}>
            <Input name="description" />
          </Field>
          <Field label="Events" error={faultAt(fault, "events")}>
            <Select value={which} onChange={(event) => setWhich(event.target.value === "some" ? "some" : "all")}>
              <option value="all">Every event</option>
              <option value="some">Only some</option>
            </Select>
          </Field>
          {which === "some" && (
            <fieldset className="grid gap-2 sm:grid-cols-2">
              <legend className="sr-only">Which events</legend>
              {eventTypes.map((type) => (
                <Checkbox key={type} name="events" value={type} defaultChecked={type.startsWith("session.paid")} label={type} />
              ))}
            </fieldset>
          )}
          <FormFault text={faultElsewhere(fault, ["url", "description", "events"])} />
          <DialogActs>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" look="primary" busy={busy}>
              Create endpoint
            </Button>
          </DialogActs>
        </form>
      </Dialog>
      {made && (
        <SecretOnce
          title="Its signing secret"
          description="Your server checks with it that a webhook is really from here. Copy it now: it is not shown again. You can make a new one at any time."
          what="the signing secret"
          secret={made.secret}
          onDone={() => {
            setMade(null);
            router.push(`/dashboard/webhooks/${made.id}`);
          }}
        />
      )}
    </>
  );
}
