"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Checkbox, Field, Input, Select, TextArea } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { useApi } from "./api";
import { faultAt, faultElsewhere } from "./fault-words";

type Made = { readonly checkoutUrl: string };
type Kind = "fixed" | "open";

const SHOWN = [
  ...["title", "fiatAmount", "fiatCurrency", "minAmount", "maxAmount", "suggestedAmounts"],
  ...["description", "imageUrl", "successUrl", "successMessage", "maxPayments"],
];

/** Makes a payment link and hands over its address. */
export function LinkForm() {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>("fixed");
  const [made, setMade] = useState<Made | null>(null);

  const change = (next: boolean) => {
    // Not before: the list that replaces an empty page would take this dialog with it.
    if (made) router.refresh();
    setOpen(next);
    setFault(null);
    setMade(null);
    setKind("fixed");
  };
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await send<Made>("POST", "/payment_links", linkBody(new FormData(event.currentTarget), kind));
    if (!answer.ok) return;
    setMade(answer.data);
  };

  return (
    <>
      <Button look="primary" onClick={() => change(true)}>
        <Plus aria-hidden strokeWidth={1.5} />
        New link
      </Button>
      {made ? (
        <Dialog
          open={open}
          onOpenChange={change}
          title="Your link is ready"
          description="Whoever opens it can pay. Send it, post it, or put it behind a button."
        >
          <p className="rounded-control border border-line bg-paper p-3 font-mono text-13 break-all">{made.checkoutUrl}</p>
          <DialogActs>
            <Button onClick={() => change(false)}>Done</Button>
            <CopyButton text={made.checkoutUrl} what="the link" label="Copy link" look="primary" />
          </DialogActs>
        </Dialog>
      ) : (
        <Dialog open={open} onOpenChange={change} title="New payment link">
          <form onSubmit={create} noValidate className="flex flex-col gap-4">
            <Field label="Title" hint="What the customer pays for." error={faultAt(fault, "title")}>
              <Input name="title" autoFocus required />
            </Field>
            <Field label="Amount">
              <Select
                name="amountType"
                value={kind}
                onChange={(event) => setKind(event.target.value === "open" ? "open" : "fixed")}
              >
                <option value="fixed">A fixed price</option>
                <option value="open">The customer chooses</option>
              </Select>
            </Field>
            <div className="flex items-start gap-3 *:flex-1">
              {kind === "fixed" ? (
                <Field label="Price" error={faultAt(fault, "fiatAmount")}>
                  <Input name="fiatAmount" inputMode="decimal" placeholder="25.00" />
                </Field>
              ) : (
                <>
                  <Field label="At least" optional error={faultAt(fault, "minAmount")}>
                    <Input name="minAmount" inputMode="decimal" placeholder="1.00" />
                  </Field>
                  <Field label="At most" optional error={faultAt(fault, "maxAmount")}>
                    <Input name="maxAmount" inputMode="decimal" />
                  </Field>
                </>
              )}
              <Field label="Currency" error={faultAt(fault, "fiatCurrency")}>
                <Input name="fiatCurrency" defaultValue="USD" maxLength={3} autoCapitalize="characters" className="uppercase" />
              </Field>
            </div>
            {kind === "open" && (
              <Field
                label="Suggestions"
                optional
                hint="Up to six amounts to choose with one tap, with spaces between them."
                error={faultAt(fault, "suggestedAmounts")}
              >
                <Input name="suggestedAmounts" placeholder="5 10 25" />
              </Field>
            )}
            <Field label="Description" optional error={faultAt(fault, "description")}>
              <TextArea name="description" rows={2} />
            </Field>
            <Field
              label="Picture"
              optional
              hint="The address of a PNG, JPEG or WebP. Florin keeps a copy."
              error={faultAt(fault, "imageUrl")}
            >
              <Input name="imageUrl" type="url" inputMode="url" placeholder="https://" />
            </Field>
            <Field
              label="Success page"
              optional
              hint="Where the customer goes once it is paid."
              error={faultAt(fault, "successUrl")}
            >
              <Input name="successUrl" type="url" inputMode="url" placeholder="https://" />
            </Field>
            <Field
              label="Success message"
              optional
              hint="Instead of a success page: what the customer reads once it is paid."
              error={faultAt(fault, "successMessage")}
            >
              <TextArea name="successMessage" rows={2} />
            </Field>
            <Field
              label="Payments at most"
              optional
              hint="For a limited edition, or 1 for a single invoice."
              error={faultAt(fault, "maxPayments")}
            >
              <Input name="maxPayments" inputMode="numeric" />
            </Field>
            <Checkbox name="collectEmail" label="Ask for the customer's e-mail" />
            <FormFault text={faultElsewhere(fault, SHOWN)} />
            <DialogActs>
              <Button onClick={() => change(false)}>Cancel</Button>
              <Button type="submit" look="primary" busy={busy}>
                Create link
              </Button>
            </DialogActs>
          </form>
        </Dialog>
      )}
    </>
  );
}

function linkBody(form: FormData, kind: Kind) {
  const said = (name: string) => String(form.get(name) ?? "").trim() || null;
  const most = said("maxPayments");
  return {
    title: said("title") ?? "",
    amountType: kind,
    fiatCurrency: (said("fiatCurrency") ?? "").toUpperCase(),
    ...(kind === "fixed"
      ? { fiatAmount: said("fiatAmount") ?? "" }
      : { minAmount: said("minAmount"), maxAmount: said("maxAmount"), suggestedAmounts: listed(said("suggestedAmounts")) }),
    description: said("description"),
    imageUrl: said("imageUrl"),
    successUrl: said("successUrl"),
    successMessage: said("successMessage"),
    collectEmail: form.get("collectEmail") !== null,
    // What is no whole number goes as it was typed: the API says what is wrong with it.
    maxPayments: most !== null && /^\d{1,9}$/.test(most) ? Number(most) : most,
  };
}

function listed(said: string | null): string[] | null {
  return said === null ? null : said.split(/[\s;]+/).filter((amount) => amount !== "");
}
