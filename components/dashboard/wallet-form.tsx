"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { Field, TextArea } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { useApi } from "./api";
import { faultAt, faultElsewhere } from "./fault-words";
import { GroupedAddress } from "./grouped-address";
import { type Pasted, readPaste } from "./wallet-paste";

type Added = { readonly kind: "treasury" | "xpub"; readonly treasury: string | null; readonly firstAddresses: readonly string[] };

/** An address in, what was understood out; a secret is refused here and goes nowhere. */
export function WalletForm() {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [text, setText] = useState("");
  const [added, setAdded] = useState<Added | null>(null);
  const pasted = readPaste(text);
  const canAdd = pasted.kind === "address" || pasted.kind === "xpub" || pasted.kind === "unknown";

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!canAdd) return;
    const answer = await send<Added>("POST", "/wallets", { wallet: text.trim() });
    if (!answer.ok) return;
    setText("");
    setAdded(answer.data);
    router.refresh();
  };

  return (
    <form
      onSubmit={add}
      noValidate
      className="flex max-w-xl flex-col gap-4 rounded-panel border border-line bg-card p-5 shadow-panel"
    >
      <Field
        label="Your wallet’s address"
        hint="An ordinary address (0x…) or an extended public key (xpub…). Never a private key or recovery words."
        error={faultAt(fault, "wallet")}
      >
        <TextArea
          name="wallet"
          rows={2}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setFault(null);
          }}
          placeholder="0x…"
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
        />
      </Field>
      <Understood pasted={pasted} />
      <FormFault text={faultElsewhere(fault, ["wallet"])} />
      <Button type="submit" look="primary" busy={busy} disabled={!canAdd} className="self-start">
        Add wallet
      </Button>
      {added && <AddedDialog added={added} onDone={() => setAdded(null)} />}
    </form>
  );
}

function Understood({ pasted }: { pasted: Pasted }) {
  switch (pasted.kind) {
    case "nothing":
    case "unknown":
      return null;
    case "address":
      return (
        <Said good>
          <p>An address for Ethereum, Base, Polygon and the like. Compare it with your wallet:</p>
          <GroupedAddress address={pasted.address} />
        </Said>
      );
    case "xpub":
      return <Said good>An extended public key. It can receive and watch, but never spend.</Said>;
    case "typo":
      return <Said>One character of this address is wrong. Please copy it once more from your wallet.</Said>;
    case "secret":
      return (
        <Said>
          <p className="font-medium">This looks like a {pasted.what}. Nothing was sent.</p>
          <p>
            Whoever has it can spend your money, and Florin never needs it. Clear the field and paste the wallet’s address
            instead. If you pasted it anywhere else before, move the money to a new wallet.
          </p>
        </Said>
      );
    default:
      return pasted satisfies never;
  }
}

function Said({ good = false, children }: { good?: boolean; children: React.ReactNode }) {
  const Icon = good ? CircleCheck : CircleAlert;
  return (
    <div
      role="status"
      className={`flex gap-3 rounded-control border px-3 py-2.5 ${good ? "border-line bg-paper" : "border-bad/40 bg-bad/5"}`}
    >
      <Icon aria-hidden strokeWidth={1.5} className={`mt-0.5 size-5 shrink-0 ${good ? "text-good" : "text-bad"}`} />
      <div className="flex min-w-0 flex-col gap-1.5">{children}</div>
    </div>
  );
}

function AddedDialog({ added, onDone }: { added: Added; onDone: () => void }) {
  const isXpub = added.kind === "xpub";
  return (
    <Dialog
      open
      onOpenChange={onDone}
      title="The wallet is added"
      description={
        isXpub
          ? "Customers pay to addresses of this wallet. Compare the first ones with those your wallet shows."
          : "Each customer pays to an address of their own; only this wallet can collect from there. Compare it once more."
      }
    >
      <ul className="flex flex-col gap-3">
        {(isXpub ? added.firstAddresses : [added.treasury ?? ""]).map((address) => (
          <li key={address} className="rounded-control border border-line bg-paper p-3">
            <GroupedAddress address={address} />
          </li>
        ))}
      </ul>
      <DialogActs>
        <Button look="primary" onClick={onDone}>
          It is mine
        </Button>
      </DialogActs>
    </Dialog>
  );
}
