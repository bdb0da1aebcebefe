/** What the login's door answered, in the page's words. */
export type SignIn = "ok" | "wrong" | "too_many_tries" | "unreachable";

/** next-auth's own protocol, without its client: a token against forged logins, then the form. */
export async function signIn(email: string, password: string): Promise<SignIn> {
  try {
    const answer = await post("callback/credentials", { email, password });
    if (answer.ok) return "ok";
    if (answer.status !== 401) return "unreachable";
    const { url } = (await answer.json()) as { url: string };
    return new URL(url, window.location.origin).searchParams.get("error") === "too_many_tries" ? "too_many_tries" : "wrong";
  } catch {
    return "unreachable";
  }
}

/** A whole page load, so that nothing of this login stays in memory. */
export async function signOut(): Promise<void> {
  await post("signout", {}).catch(() => null);
  window.location.assign("/login");
}

async function post(door: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  return fetch(`/api/auth/${door}`, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
}
