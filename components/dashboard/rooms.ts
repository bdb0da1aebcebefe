import { Gauge, KeyRound, Link2, type LucideIcon, ReceiptText, SlidersHorizontal, Wallet, Webhook } from "lucide-react";

/** `isRare`: on a phone it stands in the account's menu, so that the bar at the thumb keeps its words. */
type Room = { readonly href: string; readonly word: string; readonly icon: LucideIcon; readonly isRare?: true };

export const ROOMS: readonly Room[] = [
  { href: "/dashboard", word: "Overview", icon: Gauge },
  { href: "/dashboard/sessions", word: "Sessions", icon: ReceiptText },
  { href: "/dashboard/links", word: "Links", icon: Link2 },
  { href: "/dashboard/webhooks", word: "Webhooks", icon: Webhook },
  { href: "/dashboard/wallets", word: "Wallets", icon: Wallet },
  { href: "/dashboard/api-keys", word: "Keys", icon: KeyRound },
  { href: "/dashboard/settings", word: "Settings", icon: SlidersHorizontal, isRare: true },
];

/** The room of a path: a detail page belongs to its list. */
export function isInRoom(href: string, pathname: string): boolean {
  return href === "/dashboard" ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
}
