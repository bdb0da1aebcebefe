import { Field, Input } from "../ui/field";
import type { RuleName, SettingsDraft } from "./settings-draft";

type Rules = SettingsDraft["rules"];

type RuleField = {
  readonly name: RuleName;
  readonly label: string;
  readonly unit: string;
  /** What it means in practice, with the numbers as they are typed. */
  readonly says: (rules: Rules) => string;
};

export const JUDGING: readonly RuleField[] = [
  {
    name: "expiresIn",
    label: "Time to pay",
    unit: "minutes",
    says: ({ expiresIn }) => `A price is held for ${expiresIn} minutes.`,
  },
  {
    name: "graceSeconds",
    label: "Late payments count for",
    unit: "hours",
    says: ({ graceSeconds }) =>
      `A payment that comes within ${graceSeconds} hours after that still counts, and you are told that it came late.`,
  },
  {
    name: "underBps",
    label: "May be short by",
    unit: "%",
    says: ({ underBps, capWhole }) =>
      `A payment that is at most ${underBps} % short, and at most ${capWhole}.00 USD, still counts as paid.`,
  },
  {
    name: "overBps",
    label: "May be more by",
    unit: "%",
    says: ({ overBps, capWhole }) =>
      `At most ${overBps} % more, and at most ${capWhole}.00 USD, is not called overpaid. What is overpaid is paid all the same.`,
  },
  {
    name: "capWhole",
    label: "Either way at most",
    unit: "whole units of the currency",
    says: ({ capWhole }) => `However large the price, no more than ${capWhole} of its currency is let go.`,
  },
  {
    name: "dustBps",
    label: "Too little to count as begun",
    unit: "%",
    says: ({ dustBps }) => `Up to ${dustBps} % of the price leaves a session waiting: strangers send such crumbs.`,
  },
  {
    name: "holdBlocks",
    label: "Wait after a reversal",
    unit: "blocks",
    says: ({ holdBlocks }) =>
      `If a network takes back what was paid, it has ${holdBlocks} blocks to bring it again before the session fails.`,
  },
];

export const FORGIVING: readonly RuleField[] = [
  {
    name: "capBps",
    label: "But at most",
    unit: "% of the price",
    says: ({ capBps }) => `Of a price of 10.00 USD, no more than ${capBps} % is forgiven.`,
  },
];

type Props = {
  readonly field: RuleField;
  readonly rules: Rules;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
};

/** A rule as a number with its unit, and as a sentence. */
export function RuleInput({ field, rules, error, onChange }: Props) {
  const { name, label, unit, says } = field;
  return (
    <Field label={`${label} (${unit})`} hint={says(rules)} error={error}>
      <Input
        name={name}
        value={rules[name]}
        onChange={(event) => onChange(event.target.value)}
        inputMode="decimal"
        autoComplete="off"
        className="max-w-32"
      />
    </Field>
  );
}
