"use client";

import { Check, Copy } from "lucide-react";
import { Button, type ButtonLook } from "./button";
import { useCopying } from "./use-copying";

type Props = {
  text: string;
  /** What is copied, for the name of the button: `Copy the address`. */
  what: string;
  /** The words on it; without them it is an icon alone. */
  label?: string;
  look?: ButtonLook;
};

export function CopyButton({ text, what, label, look = "quiet" }: Props) {
  const { said, copy } = useCopying();
  const Icon = said === "copied" ? Check : Copy;
  return (
    <>
      <Button
        look={look}
        onClick={() => copy(text)}
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
