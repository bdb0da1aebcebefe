import { SCANNED, type Session, STOPPED, type Terms, UNSCANNED } from "./stage";

/** How a state of the customer's page comes about, and the heading by which it is known. */
export type Recipe = {
  readonly name: string;
  readonly says: RegExp;
  /** Of the session, beyond what every one here has. */
  readonly wishes?: object;
  readonly terms?: Terms;
  /** A payment, in percent of what is asked: in time, after the time, or at last, with the chain held at its second confirmation. */
  readonly pays?: { readonly percent: number; readonly when: "in time" | "late" | "held"; readonly with?: "ether" | "token" };
  readonly reached?: (session: Session) => boolean;
};

/** The chain's clock is moved there once all that is to come in time has come: however long that takes. */
const SOON_SECONDS = 600;
export const BEYOND_THE_END_SECONDS = SOON_SECONDS + 2;

const ENDS_SOON: Terms = { endsIn: SOON_SECONDS };
const EVERY_WAY = { paymentMethods: null };

const is = (status: string) => (session: Session) => session.status === status;
const isSeen = ({ confirmations }: Session) => confirmations.seen === 2;

export const RECIPES: readonly Recipe[] = [
  { name: "choose", says: /Waiting for your payment/, wishes: EVERY_WAY, terms: { alsoOn: SCANNED } },
  { name: "waiting", says: /Waiting for your payment/ },
  { name: "hurry", says: /Waiting for your payment/, terms: { endsIn: BEYOND_THE_END_SECONDS + 100 } },
  {
    name: "wrong-asset",
    says: /Waiting for your payment/,
    pays: { percent: 100, when: "in time", with: "token" },
    reached: hasStray,
  },
  { name: "checking-delayed", says: /Waiting for your payment/, terms: { alsoOn: UNSCANNED } },
  { name: "detected", says: /We see 0\.02/, pays: { percent: 100, when: "held" }, reached: isSeen },
  { name: "overpaid", says: /We see 0\.03.*more than was asked/, pays: { percent: 150, when: "held" }, reached: isSeen },
  { name: "underpaid", says: /0\.008.*is still missing/, pays: { percent: 60, when: "in time" }, reached: is("underpaid") },
  { name: "paid", says: /^Paid$/, pays: { percent: 100, when: "in time" }, reached: is("paid") },
  {
    name: "paid-leaving",
    says: /^Paid$/,
    wishes: { successUrl: "https://tea.example/thanks" },
    pays: { percent: 100, when: "in time" },
    reached: is("paid"),
  },
  { name: "paid-too-much", says: /^Paid$/, pays: { percent: 150, when: "in time" }, reached: is("paid") },
  {
    name: "late-confirming",
    says: /after the time to pay/,
    terms: ENDS_SOON,
    pays: { percent: 100, when: "held" },
    reached: isSeen,
  },
  { name: "paid-late", says: /Paid, after/, terms: ENDS_SOON, pays: { percent: 100, when: "late" }, reached: is("paid_late") },
  { name: "time-up", says: /time to pay is over/, terms: { alsoOn: UNSCANNED, endsIn: -60 } },
  { name: "expired", says: /time to pay is over/, terms: ENDS_SOON, reached: is("expired") },
  {
    name: "underpaid-for-good",
    says: /was missing/,
    terms: { ...ENDS_SOON, grace: 1 },
    pays: { percent: 60, when: "in time" },
    reached: is("underpaid"),
  },
  {
    name: "late-too-little",
    says: /came after the time/,
    terms: ENDS_SOON,
    pays: { percent: 40, when: "late" },
    reached: isKept,
  },
  { name: "deactivated", says: /closed this payment/, reached: is("deactivated") },
  { name: "failed", says: /did not keep your payment/, reached: is("failed") },
  { name: "network-stopped", says: /network has stopped/, terms: { alsoOn: STOPPED, endedAt: 60 }, reached: is("failed") },
];

function hasStray({ flags }: Session): boolean {
  return flags.includes("wrong_asset");
}

function isKept({ confirmations: { seen, required }, payments }: Session): boolean {
  return payments.length > 0 && seen === required;
}
