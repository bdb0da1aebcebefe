"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { type ComponentProps, type ReactElement, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";

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

type Written = { readonly target: { readonly value: string } };
type Control<Tag extends "input" | "textarea" | "select"> = Omit<ComponentProps<Tag>, "value" | "onChange" | "ref"> & {
  value?: string;
  onChange?: (event: Written) => void;
};

export function Input({ className = "", ...rest }: Control<"input">) {
  return <BaseField.Control ref={useEarlyWords(rest)} {...rest} className={`${CONTROL} h-9 max-sm:h-11 ${className}`} />;
}

export function TextArea({ className = "", rows = 3, ...rest }: Control<"textarea">) {
  // React puts the server's text back into this kind of control while it takes the page over: it is read before that.
  const [written] = useState(() => textOf(rest.name));
  const ref = useEarlyWords<HTMLTextAreaElement>(rest, written);
  return <BaseField.Control render={<textarea ref={ref} {...rest} rows={rows} className={`${CONTROL} py-2 ${className}`} />} />;
}

function textOf(name: string | undefined): string | null {
  if (typeof document === "undefined" || name === undefined) return null;
  return document.querySelector<HTMLTextAreaElement>(`textarea[name="${CSS.escape(name)}"]`)?.value ?? null;
}

/** The browser's own: it is the best one on a phone and needs no script. */
export function Select({ className = "", ...rest }: Control<"select">) {
  const ref = useEarlyWords<HTMLSelectElement>(rest);
  return <BaseField.Control render={<select ref={ref} {...rest} className={`${CONTROL} h-9 max-sm:h-11 ${className}`} />} />;
}

/**
 * What somebody wrote before the page's scripts took it over is theirs: React would show what the server sent again, so it
 * is told as if it were written now. Before anything else is drawn, which would already overwrite it.
 */
function useEarlyWords<Element extends HTMLElement & { value: string } = HTMLInputElement>(
  { value, onChange }: Pick<Control<"input">, "value" | "onChange">,
  written: string | null = null,
): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  const atFirst = useRef({ value, onChange, written });
  useLayoutEffect(() => {
    const { value: known, onChange: tell, written: before } = atFirst.current;
    const now = before ?? ref.current?.value;
    if (known !== undefined && now !== undefined && now !== known) tell?.({ target: { value: now } });
  }, []);
  return ref;
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
