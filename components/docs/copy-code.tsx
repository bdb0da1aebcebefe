"use client";

import { Check, Copy } from "lucide-react";
import type { MouseEvent } from "react";
import { Button } from "../ui/button";
import { useAwake } from "../ui/use-awake";
import { useCopying } from "../ui/use-copying";

/** Copies the code of the figure that it stands in. Without scripts there is none of it. */
export function CopyCode({ what }: { what: string }) {
  const isAwake = useAwake();
  const { said, copy } = useCopying();
  if (!isAwake) return null;

  const copyFigure = ({ currentTarget }: MouseEvent) =>
    copy(currentTarget.closest("figure")?.querySelector("pre")?.textContent ?? "");
  const Icon = said === "copied" ? Check : Copy;
  return (
    <>
      <Button look="quiet" onClick={copyFigure} aria-label={`Copy ${what}`} className="h-8 w-8 px-0">
        <Icon aria-hidden strokeWidth={1.5} className={said === "copied" ? "text-good" : ""} />
      </Button>
      <span role="status" className="sr-only">
        {said === "copied" && `Copied ${what}`}
        {said === "refused" && `Your browser did not allow copying ${what}`}
      </span>
    </>
  );
}
