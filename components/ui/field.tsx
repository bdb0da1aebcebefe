"use client";

import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps, ReactElement, ReactNode } from "react";

const CONTROL =
  "w-full rounded-control border border-line bg-card px-3 text-14 max-sm:text-16 text-ink placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-bad disabled:opacity-60";

type Props = {
  label: string;
  hint?: ReactNode;
  /** What is wrong with it, in words for the person who typed. */
  error?: string | null | undefined;
  optional?: boolean;
  children: ReactElement;
};

/** A control with its label, its hint and, once something is wrong, what and why. */
export function Field({ label, hint, error, optional = false, children }: Props) {
  return (
    <BaseField.Root invalid={Boolean(error)} className="flex min-w-0 flex-col gap-1.5">
      <BaseField.Label className="text-13 font-medium">
        {label}
        {optional && <span className="font-normal text-ink-2"> (optional)</span>}
      </BaseField.Label>
      {children}
      {hint && <BaseField.Description className="text-13 text-ink-2">{hint}</BaseField.Description>}
      <BaseField.Error match={Boolean(error)} className="text-13 font-medium text-ink" role="alert">
        <span aria-hidden className="mr-1.5 inline-block size-2 rounded-full bg-bad" />
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}

export function Input({ className = "", ...rest }: ComponentProps<"input">) {
  return <BaseField.Control {...rest} className={`${CONTROL} h-9 max-sm:h-11 ${className}`} />;
}

export function TextArea({ className = "", rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <BaseField.Control render={<textarea {...rest} rows={rows} className={`${CONTROL} py-2 ${className}`} />} />;
}

/** The browser's own: it is the best one on a phone and needs no script. */
export function Select({ className = "", ...rest }: ComponentProps<"select">) {
  return <BaseField.Control render={<select {...rest} className={`${CONTROL} h-9 max-sm:h-11 ${className}`} />} />;
}

export function Checkbox({ label, hint, ...rest }: ComponentProps<"input"> & { label: string; hint?: string }) {
  return (
    <label className="flex min-h-6 items-start gap-2.5 text-14">
      <input {...rest} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-ink" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-13 text-ink-2">{hint}</span>}
      </span>
    </label>
  );
}
