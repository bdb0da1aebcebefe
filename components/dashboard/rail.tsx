"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Account } from "./account";
import { Mark } from "./mark";
import { useMode } from "./mode";
import { ModeSwitch } from "./mode-switch";
import { isInRoom, ROOMS } from "./rooms";

type Props = { merchantName: string; email: string };

/** The way around: a rail, from 640 px icons alone, below that a strip on top and a bar at the thumb. */
export function Rail({ merchantName, email }: Props) {
  const isTest = useMode() === "test";
  const pathname = usePathname();
  return (
    <>
      <header className="relative flex items-center justify-between gap-3 border-b border-line bg-card px-4 py-2 sm:hidden">
        {isTest && <Hatch />}
        <Mark />
        <div className="relative w-32">
          <ModeSwitch name="mode-strip" />
        </div>
        <Account merchantName={merchantName} email={email} />
      </header>
      <nav
        aria-label="Dashboard"
        className="z-30 flex border-line bg-card max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)] sm:sticky sm:top-0 sm:h-dvh sm:w-18 sm:shrink-0 sm:flex-col sm:border-r lg:w-[220px]"
      >
        {isTest && <Hatch />}
        <div className="relative hidden flex-col gap-4 px-3 pt-4 pb-4 sm:flex">
          <div className="flex h-8 items-center gap-2 max-lg:justify-center lg:px-1">
            <Mark />
            <span className="truncate text-14 font-semibold max-lg:hidden" title={merchantName}>
              {merchantName}
            </span>
          </div>
          <ModeSwitch name="mode-rail" />
        </div>
        <ul className="relative flex flex-1 gap-1 max-sm:gap-0 max-sm:px-0.5 max-sm:py-1 sm:flex-col sm:overflow-y-auto sm:px-3">
          {ROOMS.map(({ href, word, icon: Icon, isRare }) => (
            <li key={href} className={isRare ? "max-sm:hidden" : "max-sm:min-w-0 max-sm:flex-1"}>
              <Link
                href={href}
                aria-current={isInRoom(href, pathname) ? "page" : undefined}
                className="flex h-10 items-center gap-3 rounded-control px-2 text-14 text-ink-2 hover:bg-ink/5 hover:text-ink aria-[current=page]:bg-card aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:shadow-panel aria-[current=page]:ring-1 aria-[current=page]:ring-line max-sm:h-13 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:px-0 max-sm:text-12 max-sm:tracking-tight sm:max-lg:justify-center"
              >
                <Icon aria-hidden className="size-5 shrink-0" strokeWidth={1.5} />
                <span className="truncate max-sm:max-w-full sm:max-lg:sr-only">{word}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div className="relative hidden border-t border-line p-3 sm:block">
          <Account merchantName={merchantName} email={email} />
        </div>
      </nav>
    </>
  );
}

/** Test mode's diagonal hatch, quiet enough to read on. */
function Hatch() {
  return <div aria-hidden className="hatch pointer-events-none absolute inset-0 opacity-45" />;
}
