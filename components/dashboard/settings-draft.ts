import { type ConfirmationTier, POLICY_LIMITS, type Policy } from "@/lib/checkout/policy";
import { formatUnits, parseUnits } from "@/lib/money";
import type { ApiFault } from "./api";

/** A network as the settings show it. */
export type RuleNetwork = {
  readonly chainId: number;
  readonly name: string;
  readonly confirmations: number;
  readonly blockTimeMs: number;
};

/** What customers see of the shop beside its name; empty in the form is null in the API. */
const FACE_FIELDS = ["supportEmail", "supportUrl", "supportText", "accentColor", "logoUrl"] as const;
export type FaceField = (typeof FACE_FIELDS)[number];

export type ShopSettings = { readonly [Field in FaceField]: string | null } & {
  readonly name: string;
  readonly embedOrigins: readonly string[];
  readonly policy: Policy;
};

export type TierDraft = { readonly id: number; readonly upTo: string; readonly confirmations: string };
/** `above`: confirmations beyond the last tier; empty, the network's own. `forgiven`: US dollars; empty, none. */
export type NetworkDraft = { readonly tiers: readonly TierDraft[]; readonly above: string; readonly forgiven: string };

/** The form as it is typed, every field a text. */
export type SettingsDraft = { readonly [Field in FaceField]: string } & {
  readonly name: string;
  /** One to a line. */
  readonly embedOrigins: string;
  readonly rules: Readonly<Record<RuleName, string>>;
  readonly networks: Readonly<Record<string, NetworkDraft>>;
};

/** How many stored units one typed unit is, with up to two decimals; `whole` takes none. */
const RULES = {
  expiresIn: { factor: 60, range: POLICY_LIMITS.expiresIn, whole: false },
  graceSeconds: { factor: 3_600, range: POLICY_LIMITS.graceSeconds, whole: false },
  underBps: { factor: 100, range: POLICY_LIMITS.toleranceBps, whole: false },
  overBps: { factor: 100, range: POLICY_LIMITS.toleranceBps, whole: false },
  capWhole: { factor: 1, range: POLICY_LIMITS.capWhole, whole: true },
  dustBps: { factor: 100, range: POLICY_LIMITS.dustBps, whole: false },
  holdBlocks: { factor: 1, range: POLICY_LIMITS.holdBlocks, whole: true },
  capBps: { factor: 100, range: POLICY_LIMITS.toleranceBps, whole: false },
} as const;
export type RuleName = keyof typeof RULES;
const RULE_NAMES = Object.keys(RULES) as readonly RuleName[];

/** The API's name of a rule's field. */
export function ruleParam(name: RuleName): string {
  return name === "capBps" ? "policy.forgiveness.capBps" : `policy.${name}`;
}

export function draftOf(settings: ShopSettings, networks: readonly RuleNetwork[]): SettingsDraft {
  const { name, policy } = settings;
  const stored = { ...policy, capBps: policy.forgiveness.capBps };
  const rules = Object.fromEntries(RULE_NAMES.map((rule) => [rule, shown(stored[rule], RULES[rule].factor)]));
  return {
    name,
    ...ofFace((field) => settings[field] ?? ""),
    embedOrigins: settings.embedOrigins.join("\n"),
    rules: rules as Record<RuleName, string>,
    networks: Object.fromEntries(networks.map(({ chainId }) => [chainId, networkDraft(policy, chainId)])),
  };
}

function ofFace(textOf: (field: FaceField) => string): Record<FaceField, string> {
  return Object.fromEntries(FACE_FIELDS.map((field) => [field, textOf(field)])) as Record<FaceField, string>;
}

function networkDraft(policy: Policy, chainId: number): NetworkDraft {
  const tiers = policy.confirmations[chainId] ?? [];
  return {
    tiers: tiers.flatMap(({ upTo, confirmations }, id) =>
      upTo === null ? [] : [{ id, upTo, confirmations: String(confirmations) }],
    ),
    above: String(tiers.find(({ upTo }) => upTo === null)?.confirmations ?? ""),
    forgiven: policy.forgiveness.upTo[chainId] ?? "",
  };
}

type Changes =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly fault: ApiFault };

/**
 * The body that changes what was typed and nothing else, so that what this page does not show, or shows rounded, stays.
 * A range is checked here in the field's own unit; all else the API knows better.
 */
export function changesOf(draft: SettingsDraft, saved: SettingsDraft): Changes {
  const policy: Record<string, unknown> = {};
  const forgiveness: Record<string, unknown> = {};
  for (const rule of RULE_NAMES.filter((name) => draft.rules[name].trim() !== saved.rules[name])) {
    const value = storedValue(rule, draft.rules[rule].trim());
    if (value === null) return { ok: false, fault: ruleFault(rule) };
    (rule === "capBps" ? forgiveness : policy)[rule] = value;
  }
  const confirmations = changedNetworks(draft, saved, tiersBody);
  const upTo = changedNetworks(draft, saved, ({ forgiven }) => forgiven.trim() || null);
  if (confirmations) policy.confirmations = confirmations;
  if (upTo) forgiveness.upTo = upTo;
  if (Object.keys(forgiveness).length > 0) policy.forgiveness = forgiveness;
  return {
    ok: true,
    body: {
      ...(draft.name.trim() !== saved.name && { name: draft.name.trim() }),
      ...Object.fromEntries(
        FACE_FIELDS.filter((field) => draft[field].trim() !== saved[field]).map((field) => [field, draft[field].trim() || null]),
      ),
      ...(draft.embedOrigins.trim() !== saved.embedOrigins && { embedOrigins: wordsOf(draft.embedOrigins) }),
      ...(Object.keys(policy).length > 0 && { policy }),
    },
  };
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function changedNetworks<Part>(draft: SettingsDraft, saved: SettingsDraft, part: (network: NetworkDraft) => Part) {
  const changed = Object.entries(draft.networks).flatMap(([chainId, network]): [string, Part][] => {
    const before = saved.networks[chainId];
    const now = part(network);
    return before && JSON.stringify(part(before)) === JSON.stringify(now) ? [] : [[chainId, now]];
  });
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

/** Null: the network's own. What is no number goes as it was typed: the API says what is wrong with it. */
function tiersBody({ tiers, above }: NetworkDraft): { upTo: ConfirmationTier["upTo"]; confirmations: number | string }[] | null {
  const count = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text.trim());
  const steps = tiers.map(({ upTo, confirmations }) => ({ upTo: upTo.trim(), confirmations: count(confirmations) }));
  const all = above.trim() === "" ? steps : [...steps, { upTo: null, confirmations: count(above) }];
  return all.length > 0 ? all : null;
}

function storedValue(rule: RuleName, text: string): number | null {
  const { factor, range, whole } = RULES[rule];
  const digits = whole ? 0 : DECIMALS;
  const units = parseUnits(text, digits);
  if (units === null) return null;
  const value = (units * BigInt(factor)) / 10n ** BigInt(digits);
  return BigInt(range.min) <= value && value <= BigInt(range.max) ? Number(value) : null;
}

const DECIMALS = 2;

function shown(value: number, factor: number): string {
  return formatUnits((BigInt(value) * 10n ** BigInt(DECIMALS)) / BigInt(factor), DECIMALS);
}

function ruleFault(rule: RuleName): ApiFault {
  const { factor, range, whole } = RULES[rule];
  const param = ruleParam(rule);
  const kind = whole ? "a whole number" : "a number with at most two decimals";
  const message = `${param} must be ${kind} from ${shown(range.min, factor)} to ${shown(range.max, factor)}.`;
  return { code: "invalid_field", param, message };
}
