"use client";

import { Menu } from "@base-ui/react/menu";
import { CircleUser, LogOut, Monitor, Moon, Sun } from "lucide-react";
import Link from "next/link";
import { useTheme } from "next-themes";
import { LEDGER } from "../ui/ledger-class";
import { ROOMS } from "./rooms";
import { signOut } from "./sign-in";

const THEMES = [
  { value: "system", word: "As my device", icon: Monitor },
  { value: "light", word: "Light", icon: Sun },
  { value: "dark", word: "Dark", icon: Moon },
] as const;

const ITEM =
  "flex h-9 max-sm:h-11 items-center gap-2.5 rounded-control px-2 text-14 outline-none data-highlighted:bg-ink/5 [&_svg]:size-4";

/** Who is signed in, how it looks, and the way out. */
export function Account({ merchantName, email }: { merchantName: string; email: string }) {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label="Your account"
        className="relative flex h-9 items-center gap-3 rounded-control px-2 text-13 text-ink-2 hover:bg-ink/5 hover:text-ink max-sm:h-11 sm:w-full sm:max-lg:justify-center"
      >
        <CircleUser aria-hidden className="size-5 shrink-0" strokeWidth={1.5} />
        <span className="min-w-0 truncate max-lg:hidden">{email}</span>
      </Menu.Trigger>
      <Menu.Portal className={LEDGER}>
        <Menu.Positioner sideOffset={6} align="start" className="z-50">
          <Menu.Popup className="w-60 rounded-panel border border-line bg-card p-2 shadow-panel outline-none">
            <div className="px-2 pt-1 pb-2">
              <p className="line-clamp-2 font-medium">{merchantName}</p>
              <p className="truncate text-13 text-ink-2">{email}</p>
            </div>
            <div className="border-t border-line py-1 sm:hidden">
              {ROOMS.filter(({ isRare }) => isRare).map(({ href, word, icon: Icon }) => (
                <Menu.Item key={href} className={ITEM} render={<Link href={href} />}>
                  <Icon aria-hidden strokeWidth={1.5} />
                  {word}
                </Menu.Item>
              ))}
            </div>
            <Menu.RadioGroup value={theme} onValueChange={setTheme} aria-label="Look" className="border-t border-line py-1">
              {THEMES.map(({ value, word, icon: Icon }) => (
                <Menu.RadioItem key={value} value={value} closeOnClick={false} className={ITEM}>
                  <Icon aria-hidden strokeWidth={1.5} />
                  {word}
                  <Menu.RadioItemIndicator className="ml-auto text-12 text-ink-2">chosen</Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <div className="border-t border-line pt-1">
              <Menu.Item className={ITEM} onClick={signOut}>
                <LogOut aria-hidden strokeWidth={1.5} />
                Sign out
              </Menu.Item>
            </div>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
