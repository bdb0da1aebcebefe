/** What must not stand in a log line wherever it came from, and what stands there instead. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bck_(test|live)_[0-9A-Za-z]+/g, "ck_$1_…"],
  [/\bwhsec_[0-9A-Za-z+/=]+/g, "whsec_…"],
  [/\b(Bearer|Basic) +[^\s"\\]+/gi, "$1 …"],
  // BIP-32 with its SLIP-132 kin: a private key, whoever pasted it and where.
  [/\b[xyzvtu]prv[1-9A-HJ-NP-Za-km-z]{40,}/gi, "prv…"],
  [/\/\/[^\s/"'\\@]+@/g, "//…@"],
  [/[^\s"'<>@,;:()\\/=…]+@[^\s"'<>@,;:()\\/]+\.[^\s"'<>@,;:()\\/]+/g, "…@…"],
];

/** The text without what opens something or names somebody: the floor under every rule that says what is logged at all. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}
