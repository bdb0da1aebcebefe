"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { copyText } from "./copy-text";

const SAYS_COPIED_MS = 2_000;

type Props = {
  text: string;
  /** What is copied, for the name of the button: `Copy the address`. */
  what: string;
  /** The words on it; without them it is an icon alone. */
  label?: string;
  look?: ButtonLook;
};

export function CopyButton({ text, what, label, look = "quiet" }: Props) {
  const [said, setSaid] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SAYS_COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = () =>
    copyText(text).then(
      () => setSaid("copied"),
      () => setSaid("refused"),
    );
  const Icon = said === "copied" ? Check : Copy;
  return (
    <>
      <Button
        look={look}
        onClick={copy}
        {...(!label && { "aria-label": `Copy ${what}` })}
        className={label ? "" : "w-9 px-0 max-sm:w-11"}
      >
        <Icon aria-hidden strokeWidth={1.5} className={said === "copied" ? "text-good" : ""} />
        {label && (said === "copied" ? "Copied" : label)}
      </Button>
      <span role="status" className="sr-only">
        {said === "copied" && `Copied ${what}`}
        {said === "refused" && `Your browser did not allow copying ${what}`}
      </span>
    </>
  );
}
