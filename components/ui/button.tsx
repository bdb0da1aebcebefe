import Link from "next/link";
import type { ComponentProps } from "react";

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
};

export function Button({ look = "plain", busy = false, disabled, className = "", type = "button", ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy}
      disabled={disabled || busy}
      className={`${BASE} ${LOOKS[look]} ${busy ? "animate-pulse" : ""} ${className}`}
    />
  );
}

export function ButtonLink({ look = "plain", className = "", ...rest }: ComponentProps<typeof Link> & { look?: ButtonLook }) {
  return <Link {...rest} className={`${BASE} ${LOOKS[look]} ${className}`} />;
}
