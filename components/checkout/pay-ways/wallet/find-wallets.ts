import type { FoundWallet, Provider } from "./provider";

/** EIP-6963 asks for a picture as data. In an `img` no picture runs anything, an SVG included. */
const ICON = /^data:image\/(png|jpeg|webp|gif|svg\+xml)[;,]/;
const MAX_ICON_LENGTH = 200_000;
const MAX_NAME_LENGTH = 40;
const MOST_WALLETS = 20;
/** Marks that turn the direction of the text after them. */
const DIRECTION_MARKS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

type Found = (wallets: readonly FoundWallet[]) => void;

/**
 * Asks the browser's wallets to announce themselves (EIP-6963) and tells of all that have so far, each time one does.
 *
 * @returns ends the listening
 */
export function findWallets(page: Window, tell: Found): () => void {
  const found = new Map<string, FoundWallet>();
  function hear(event: Event): void {
    const wallet = readAnnouncement((event as CustomEvent<unknown>).detail);
    if (!wallet || found.size >= MOST_WALLETS) return;
    found.set(wallet.id, wallet);
    tell([...found.values()]);
  }
  page.addEventListener("eip6963:announceProvider", hear);
  page.dispatchEvent(new Event("eip6963:requestProvider"));
  const old = (page as { ethereum?: unknown }).ethereum;
  if (found.size === 0 && isProvider(old)) tell([{ id: "window", name: null, icon: null, provider: old }]);
  return () => page.removeEventListener("eip6963:announceProvider", hear);
}

/** What a wallet says of itself is anyone's word. */
export function readAnnouncement(detail: unknown): FoundWallet | null {
  if (!isRecord(detail) || !isRecord(detail.info) || !isProvider(detail.provider)) return null;
  const { uuid, name, icon } = detail.info;
  if (typeof uuid !== "string" || uuid === "") return null;
  const plain = typeof name === "string" ? name.replace(DIRECTION_MARKS, "").trim().slice(0, MAX_NAME_LENGTH) : "";
  const isPicture = typeof icon === "string" && icon.length <= MAX_ICON_LENGTH && ICON.test(icon);
  return { id: uuid, name: plain || null, icon: isPicture ? icon : null, provider: detail.provider };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isProvider(value: unknown): value is Provider {
  return isRecord(value) && typeof value.request === "function";
}
