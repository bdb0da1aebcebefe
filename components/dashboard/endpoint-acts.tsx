"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogActs } from "../ui/dialog";
import { FormFault } from "../ui/form-fault";
import { toast } from "../ui/toast";
import { useApi } from "./api";
import { ConfirmAct } from "./confirm-act";
import { SecretOnce } from "./secret-once";

/** What one can do with an endpoint; the test event is the first thing one wants. */
export function EndpointActs({ id, active }: { id: string; active: boolean }) {
  const router = useRouter();
  const { busy, fault, send } = useApi();
  const [asks, setAsks] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);

  const test = async () => {
    const answer = await send("POST", `/webhook_endpoints/${id}/test`);
    if (!answer.ok) return;
    toast("A test event is on its way");
    router.refresh();
  };
  const put = async (next: boolean) => {
    const answer = await send("PATCH", `/webhook_endpoints/${id}`, { active: next });
    if (!answer.ok) return;
    toast(next ? "The endpoint is active" : "The endpoint is paused");
    router.refresh();
  };
  const rotate = async () => {
    const answer = await send<{ secret: string }>("POST", `/webhook_endpoints/${id}/rotate_secret`);
    setAsks(false);
    if (!answer.ok) return;
    setSecret(answer.data.secret);
    router.refresh();
  };

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2 sm:flex-row-reverse">
        <Button look="primary" onClick={test} busy={busy} disabled={!active}>
          <Send aria-hidden strokeWidth={1.5} />
          Send test event
        </Button>
        <Button onClick={() => put(!active)} busy={busy}>
          {active ? "Pause" : "Switch on"}
        </Button>
        <Button onClick={() => setAsks(true)}>New secret</Button>
        <ConfirmAct
          word="Delete"
          title="Delete this endpoint?"
          description="It hears nothing more, and what was still to be sent to it is given up. Its log goes with it."
          method="DELETE"
          path={`/webhook_endpoints/${id}`}
          done="The endpoint is deleted"
          then="/dashboard/webhooks"
        />
      </div>
      <Dialog
        open={asks}
        onOpenChange={setAsks}
        title="Make a new secret?"
        description="For a day from then on webhooks are signed with both, so that your server takes them while you change it."
      >
        <DialogActs>
          <Button onClick={() => setAsks(false)}>Cancel</Button>
          <Button look="danger" onClick={rotate} busy={busy}>
            Make a new secret
          </Button>
        </DialogActs>
      </Dialog>
      <FormFault text={fault?.message ?? null} />
      {secret && (
        <SecretOnce
          title="The new signing secret"
          description="The old one goes on beside it for a day. Copy this one to your server now: it is not shown again."
          what="the signing secret"
          secret={secret}
          onDone={() => setSecret(null)}
        />
      )}
    </div>
  );
}
