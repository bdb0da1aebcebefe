import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LoginForm } from "@/components/dashboard/login-form";
import { Mark } from "@/components/dashboard/mark";
import { signedInUser } from "@/lib/auth";
import { dashboardPath, WANTED_COOKIE_NAME } from "@/lib/login-cookie";

export default async function LoginPage() {
  const next = dashboardPath((await cookies()).get(WANTED_COOKIE_NAME)?.value);
  if (await signedInUser()) redirect(next);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-6 py-12">
      <header className="flex flex-col gap-3">
        <Mark className="size-10" />
        <h1 className="text-28 font-semibold tracking-tight">Welcome back</h1>
        <p className="text-ink-2">Sign in to see what came in, and what waits for you.</p>
      </header>
      <LoginForm next={next} />
    </main>
  );
}
