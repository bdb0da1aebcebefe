"use client";

import { Check, Copy } from "lucide-react";
import { type MouseEvent, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "../ui/button";
import { copyText } from "../ui/copy-text";

const SAYS_COPIED_MS = 2_000;
const never = () => () => {};

/** Copies the code of the figure that it stands in. Without scripts there is none of it. */
export function CopyCode({ what }: { what: string }) {
  const isAlive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [said, setSaid] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SAYS_COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);
  if (!isAlive) return null;

  const copy = ({ currentTarget }: MouseEvent) => {
    const code = currentTarget.closest("figure")?.querySelector("pre")?.textContent ?? "";
    copyText(code).then(
      () => setSaid("copied"),
      () => setSaid("refused"),
    );
  };
  const Icon = said === "copied" ? Check : Copy;
  return (
    <>
      <Button look="quiet" onClick={copy} aria-label={`Copy ${what}`} className="h-8 w-8 px-0">
        <Icon aria-hidden strokeWidth={1.5} className={said === "copied" ? "text-good" : ""} />
      </Button>
      <span role="status" className="sr-only">
        {said === "copied" && `Copied ${what}`}
        {said === "refused" && `Your browser did not allow copying ${what}`}
      </span>
    </>
  );
}
