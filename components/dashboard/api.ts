"use client";

import { useState } from "react";
import type { Mode } from "./mode";
import { useMode } from "./mode";

/** What the API found wrong, in its words. `param` names the field, for example `amount.value`. */
export type ApiFault = { readonly code: string; readonly message: string; readonly param: string | null };
export type ApiAnswer<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly fault: ApiFault };

type Method = "POST" | "PATCH" | "DELETE";

const UNREACHABLE: ApiFault = {
  code: "unreachable",
  message: "We could not reach Florin. Please check your connection and try again.",
  param: null,
};

/** Every write of the dashboard: the public API, with the login cookie and the mode of the page. */
async function callApi<T>(mode: Mode, method: Method, path: string, body: unknown): Promise<ApiAnswer<T>> {
  try {
    const answer = await fetch(`/api/v1${path}`, {
      method,
      headers: { "Content-Type": "application/json", "Florin-Mode": mode },
      body: JSON.stringify(body),
    });
    const read = (await answer.json()) as T | { error: ApiFault };
    if (answer.ok) return { ok: true, data: read as T };
    return { ok: false, fault: (read as { error: ApiFault }).error };
  } catch {
    return { ok: false, fault: UNREACHABLE };
  }
}

/** A form's or a button's line to the API: `busy` while it works, `fault` until the next try. */
export function useApi() {
  const mode = useMode();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);

  async function send<T>(method: Method, path: string, body: unknown = {}): Promise<ApiAnswer<T>> {
    setBusy(true);
    setFault(null);
    const answer = await callApi<T>(mode, method, path, body);
    setBusy(false);
    if (!answer.ok) setFault(answer.fault);
    return answer;
  }

  return { busy, fault, setFault, send };
}
