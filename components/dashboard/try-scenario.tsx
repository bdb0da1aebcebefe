"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { SCENARIOS, type Scenario } from "@/lib/checkout/scenario";
import { Button } from "../ui/button";
import { Field, Select } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { useApi } from "./api";
import { scenarioWords } from "./scenario-words";

/** What can go wrong, played with real transactions on the local chain. */
export function TryScenario({ id, isWaiting }: { id: string; isWaiting: boolean }) {
  const router = useRouter();
  const { busy, fault, send } = useApi();
  const [scenario, setScenario] = useState<Scenario>("exact");
  const [ended, setEnded] = useState<Scenario | null>(null);

  const play = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await send("POST", `/test/checkout_sessions/${id}/simulate`, { scenario });
    if (answer.ok) setEnded(scenario);
    router.refresh();
  };

  return (
    <form onSubmit={play} className="flex flex-col gap-3 rounded-panel border border-line bg-card p-4 shadow-panel">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <Field label="What happens">
            <Select
              value={scenario}
              disabled={busy || !isWaiting}
              onChange={(event) => setScenario(event.target.value as Scenario)}
            >
              {SCENARIOS.map((name) => (
                <option key={name} value={name}>
                  {scenarioWords(name).word}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Button type="submit" busy={busy} disabled={!isWaiting}>
          Play it
        </Button>
      </div>
      <p role="status" className="text-13 text-ink-2">
        {sentence({ busy, ended, isWaiting })}
      </p>
      <FormFault text={fault?.message ?? null} />
    </form>
  );
}

function sentence({ busy, ended, isWaiting }: { busy: boolean; ended: Scenario | null; isWaiting: boolean }): string {
  if (busy) return "Playing, with real transactions on the local chain. It takes some seconds.";
  if (ended) return `It is over. ${scenarioWords(ended).end}`;
  if (!isWaiting) return "A scenario begins with a session that waits for its first payment. Make a new one to try another.";
  return "Real transactions on the local chain, in some seconds. Other sessions go on as they are.";
}
