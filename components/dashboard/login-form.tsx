"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { type SignIn, signIn } from "./sign-in";

const SAY: Readonly<Record<Exclude<SignIn, "ok">, string>> = {
  wrong: "This e-mail and password do not belong together. Please check both.",
  too_many_tries: "That were many tries. Please wait 15 minutes, then try again.",
  unreachable: "We could not reach Florin. Please try again in a moment.",
};

export function LoginForm({ next }: { next: string }) {
  const [answer, setAnswer] = useState<SignIn | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setAnswer(null);
    const said = await signIn(String(form.get("email")), String(form.get("password")));
    setAnswer(said);
    if (said === "ok") window.location.assign(next);
    else setBusy(false);
  };

  return (
    // Should this be sent before the page has woken up, the password still never lands in an address.
    <form method="post" action="/api/auth/callback/credentials" onSubmit={submit} className="flex flex-col gap-4">
      <Field label="E-mail">
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <p role="alert" className="text-14 empty:hidden">
        {answer && answer !== "ok" && SAY[answer]}
      </p>
      <Button type="submit" look="primary" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
