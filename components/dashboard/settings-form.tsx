"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Field, TextArea } from "../ui/field";
import { FormFault } from "../ui/form-fault";
import { Section } from "../ui/page-head";
import { toast } from "../ui/toast";
import { useApi } from "./api";
import { ConfirmationTiers } from "./confirmation-tiers";
import { faultAt, faultElsewhere } from "./fault-words";
import { ForgivenRests } from "./forgiven-rests";
import { FORGIVING, JUDGING, RuleInput } from "./rule-field";
import {
  changesOf,
  draftOf,
  type NetworkDraft,
  type RuleNetwork,
  ruleParam,
  type SettingsDraft,
  type ShopSettings,
} from "./settings-draft";
import { SHOP_PARAMS, ShopFaceFields } from "./shop-face-fields";

type Props = {
  readonly settings: ShopSettings;
  readonly networks: readonly RuleNetwork[];
  /** What is stored cannot be read; shown are the usual rules, and saving makes them the shop's. */
  readonly isDamaged: boolean;
  /** Why the logo could not be fetched, or null. */
  readonly logoProblem: string | null;
};

/** The shop, and by which rules its payments are judged. */
export function SettingsForm({ settings, networks, isDamaged, logoProblem }: Props) {
  const router = useRouter();
  const { busy, fault, setFault, send } = useApi();
  const [saved, setSaved] = useState(() => draftOf(settings, networks));
  const [draft, setDraft] = useState(saved);

  // Several fields may tell at once: each change is made to what the ones before it left.
  const change = (next: (before: SettingsDraft) => Partial<SettingsDraft>) => {
    setDraft((before) => ({ ...before, ...next(before) }));
    setFault(null);
  };
  const put = (fields: Partial<SettingsDraft>) => change(() => fields);
  const putNetwork = (chainId: number, next: (before: NetworkDraft) => Partial<NetworkDraft>) =>
    change(({ networks: before }) => {
      const network = before[chainId];
      return network ? { networks: { ...before, [chainId]: { ...network, ...next(network) } } } : {};
    });
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const changes = changesOf(draft, saved);
    if (!changes.ok) return setFault(changes.fault);
    const body = isDamaged ? { policy: {}, ...changes.body } : changes.body;
    const answer = await send<ShopSettings>("PATCH", "/settings", body);
    if (!answer.ok) return;
    const now = draftOf(answer.data, networks);
    setSaved(now);
    setDraft(now);
    toast("Saved");
    router.refresh();
  };
  const rule = (field: (typeof JUDGING)[number]) => (
    <RuleInput
      key={field.name}
      field={field}
      rules={draft.rules}
      error={faultAt(fault, ruleParam(field.name))}
      onChange={(text) => change(({ rules }) => ({ rules: { ...rules, [field.name]: text } }))}
    />
  );
  const tables = { networks, drafts: draft.networks, onChange: putNetwork, fault };

  return (
    <form onSubmit={save} noValidate className="flex max-w-3xl flex-col gap-2">
      {isDamaged && (
        <FormFault text="The saved rules cannot be read, so no session can be made. Look through the ones below and save them." />
      )}
      <Section title="Your shop">
        <ShopFaceFields draft={draft} fault={fault} onChange={put} logoProblem={logoProblem} />
      </Section>
      <Section title="On your own site">
        <Field
          label="Sites that may show the checkout"
          optional
          hint="One to a line. Pages of these sites can open the checkout over themselves; all others cannot show it in a frame."
          error={faultAt(fault, "embedOrigins")}
        >
          <TextArea
            name="embedOrigins"
            value={draft.embedOrigins}
            onChange={(event) => put({ embedOrigins: event.target.value })}
            placeholder="https://shop.example"
            spellCheck={false}
          />
        </Field>
      </Section>
      <Section title="How payments are judged">
        <p className="max-w-prose text-ink-2">
          Each session keeps the rules it was made with. A change here reaches new sessions within five seconds, in test and live
          mode alike.
        </p>
        <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">{JUDGING.map(rule)}</div>
      </Section>
      <Section title="Confirmations">
        <p className="max-w-prose text-ink-2">
          How deep a payment must lie in its network before the session is paid. Few are quick and fine for small prices; a
          network may still take such a payment back. Your shop began with steps that suit most: large prices wait until the
          network can take nothing back. Left empty, the network’s own number counts.
        </p>
        {networks.length > 0 ? <ConfirmationTiers {...tables} /> : <NoNetwork />}
      </Section>
      <Section title="Small rests">
        <p className="max-w-prose text-ink-2">
          Some rests cost more to send than they are worth, and exchanges refuse to send them. What you name here is not asked
          for: such a payment is paid.
        </p>
        {networks.length > 0 ? <ForgivenRests {...tables} /> : <NoNetwork />}
        <div className="grid items-start gap-4 pt-2 sm:grid-cols-2">{FORGIVING.map(rule)}</div>
      </Section>
      <div className="flex flex-col gap-4 pt-6">
        <FormFault text={faultElsewhere(fault, shownParams(networks))} />
        <Button type="submit" look="primary" busy={busy} className="self-start">
          Save
        </Button>
      </div>
    </form>
  );
}

function NoNetwork() {
  return <p className="text-ink-2">No network of this mode is connected yet.</p>;
}

/** The fields that show their own faults. */
function shownParams(networks: readonly RuleNetwork[]): string[] {
  const rules = [...JUDGING, ...FORGIVING].map(({ name }) => ruleParam(name));
  const tables = networks.flatMap(({ chainId }) => [`policy.confirmations.${chainId}`, `policy.forgiveness.upTo.${chainId}`]);
  return [...SHOP_PARAMS, "embedOrigins", ...rules, ...tables];
}
