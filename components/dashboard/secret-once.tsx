"use client";

import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog, DialogActs } from "../ui/dialog";

type Props = {
  title: string;
  /** Where it belongs, and that it is not shown again. */
  description: string;
  what: string;
  secret: string;
  onDone: () => void;
};

/** A secret in its only appearance: nothing but its own button closes it. */
export function SecretOnce({ title, description, what, secret, onDone }: Props) {
  return (
    <Dialog open onOpenChange={onDone} stays title={title} description={description}>
      <p className="rounded-control border border-line bg-paper p-3 font-mono text-13 break-all select-all">{secret}</p>
      <DialogActs>
        <Button onClick={onDone}>I have saved it</Button>
        <CopyButton text={secret} what={what} label="Copy" look="primary" />
      </DialogActs>
    </Dialog>
  );
}
