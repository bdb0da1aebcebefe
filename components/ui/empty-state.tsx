import type { ReactNode } from "react";
import { CommandLine } from "./command-line";

type Props = {
  title: string;
  children: ReactNode;
  /** The next step as a button. */
  act?: ReactNode;
  /** The next step as a command to paste. */
  command?: string;
};

/** Nothing here yet: says so, and what makes it change. */
export function EmptyState({ title, children, act, command }: Props) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-panel border border-dashed border-line bg-card p-6">
      <h2 className="text-16 font-semibold">{title}</h2>
      <div className="max-w-prose text-ink-2">{children}</div>
      {act}
      {command && <CommandLine command={command} />}
    </div>
  );
}
