"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, type ButtonLook } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { FormFault } from "../ui/form-fault";
import { toast } from "../ui/toast";
import { useApi } from "./api";

type Props = {
  /** The button that asks, and the one that does it. */
  word: string;
  /** Names the button where several stand in a list. */
  label?: string;
  look?: ButtonLook;
  title: string;
  description: string;
  method: "POST" | "DELETE";
  path: string;
  done: string;
  /** Where to go afterwards, if the thing has no page any more. */
  then?: string;
};

/** An act that cannot be taken back: said plainly, asked once. */
export function ConfirmAct({ word, label, look = "plain", title, description, method, path, done, then }: Props) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [open, setOpen] = useState(false);

  const change = (next: boolean) => {
    setOpen(next);
    setFault(null);
  };
  const act = async () => {
    const answer = await send(method, path);
    if (!answer.ok) return;
    setOpen(false);
    toast(done);
    if (then) router.push(then);
    router.refresh();
  };

  return (
    <>
      <Button look={look} onClick={() => change(true)} {...(label && { "aria-label": label })}>
        {word}
      </Button>
      <Dialog open={open} onOpenChange={change} title={title} description={description}>
        <FormFault text={fault?.message ?? null} />
        <DialogActs>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button look="danger" onClick={act} busy={busy}>
            {word}
          </Button>
        </DialogActs>
      </Dialog>
    </>
  );
}
