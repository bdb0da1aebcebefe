"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { useAwake } from "./use-awake";

export type ButtonLook = "primary" | "plain" | "quiet" | "danger";

const BASE =
  "inline-flex h-9 max-sm:h-11 shrink-0 items-center justify-center gap-2 rounded-control px-3 text-14 font-medium whitespace-nowrap transition-colors disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  primary: "bg-florin text-on-florin hover:bg-[color-mix(in_oklch,var(--florin)_88%,var(--ink))]",
  plain: "border border-line bg-card text-ink hover:bg-ink/5",
  quiet: "text-ink-2 hover:bg-ink/5 hover:text-ink",
  danger: "border border-bad/50 bg-card text-ink hover:bg-bad/10",
};

type Props = ComponentProps<"button"> & {
  look?: ButtonLook;
  /** Its work is under way: it keeps its words and its place, and takes no second press. */
  busy?: boolean;
  /** The browser alone does what it is for. */
  needsNoScript?: boolean;
};

/**
 * One that needs the page's scripts takes no press before they are there: it would be lost, and a form would be sent
 * away with all that was written in it. It looks as it will all the same.
 */
export function Button({
  look = "plain",
  busy = false,
  needsNoScript = false,
  disabled = false,
  className = "",
  type = "button",
  ...rest
}: Props) {
  const isAwake = useAwake() || needsNoScript;
  const mood = `${busy ? "animate-pulse" : ""} ${isAwake || disabled ? "" : "disabled:opacity-100!"}`;
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy}
      disabled={disabled || busy || !isAwake}
      className={`${BASE} ${LOOKS[look]} ${mood} ${className}`}
    />
  );
}

export function ButtonLink({ look = "plain", className = "", ...rest }: ComponentProps<typeof Link> & { look?: ButtonLook }) {
  return <Link {...rest} className={`${BASE} ${LOOKS[look]} ${className}`} />;
}
