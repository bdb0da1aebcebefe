"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Checkbox, Field, Input } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { useApi } from "./api";
import { faultAt, faultElsewhere } from "./fault-words";
import { useMode } from "./mode";
import { SecretOnce } from "./secret-once";

/** Makes a key with the scopes it needs and shows it once. */
export function ApiKeyForm({ scopes }: { scopes: readonly string[] }) {
  const router = useRouter();
  const mode = useMode();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);

  const change = (next: boolean) => {
    setOpen(next);
    setFault(null);
  };
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answer = await send<{ key: string }>("POST", "/api_keys", {
      name: String(form.get("name")).trim(),
      scopes: form.getAll("scopes").map(String),
    });
    if (!answer.ok) return;
    setOpen(false);
    setKey(answer.data.key);
  };

  return (
    <>
      <Button look="primary" onClick={() => change(true)}>
        <Plus aria-hidden strokeWidth={1.5} />
        New API key
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={mode === "test" ? "New test key" : "New live key"}
        description={
          mode === "test"
            ? "It reaches test networks and test objects only."
            : "It works with real money. Keep it on your server."
        }
      >
        <form onSubmit={create} noValidate className="flex flex-col gap-4">
          <Field label="Name" hint="Where you will use it." error={faultAt(fault, "name")}>
            <Input name="name" placeholder="Shop server" autoFocus required />
          </Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="pb-2 text-13 font-medium">What it may do</legend>
            <div className="grid grid-cols-2 gap-2">
              {scopes.map((scope) => (
                <Checkbox key={scope} name="scopes" value={scope} defaultChecked label={scope} />
              ))}
            </div>
          </fieldset>
          <FormFault text={faultElsewhere(fault, ["name"])} />
          <DialogActs>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" look="primary" busy={busy}>
              Create key
            </Button>
          </DialogActs>
        </form>
      </Dialog>
      {key && (
        <SecretOnce
          title="Your new API key"
          description="Copy it to your server now. Only a fingerprint of it is kept here, so it cannot be shown again."
          what="the API key"
          secret={key}
          onDone={() => {
            setKey(null);
            // Not before: the list that replaces an empty page would take this dialog, and the key, with it.
            router.refresh();
          }}
        />
      )}
    </>
  );
}
