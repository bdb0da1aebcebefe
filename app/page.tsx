import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Ledger } from "@/components/dashboard/ledger";
import { Mark } from "@/components/dashboard/mark";
import { ButtonLink } from "@/components/ui/button";
import { signedInUser } from "@/lib/auth";

export default async function FirstPage() {
  if (await signedInUser()) redirect("/dashboard");
  return (
    <Ledger nonce={(await headers()).get("x-nonce") ?? ""}>
      <main className="mx-auto flex min-h-dvh w-full max-w-xl flex-col justify-center gap-6 px-6 py-12">
        <Mark className="size-10" />
        <h1 className="text-40 font-semibold tracking-tight">A crypto checkout of your own.</h1>
        <p className="text-16 text-ink-2">
          Florin takes payments by a link or by an API call, watches the chain, and tells your server when the money is there. It
          goes to your wallet; no key to it is ever kept here.
        </p>
        <p>
          <ButtonLink href="/login" look="primary">
            Sign in
          </ButtonLink>
        </p>
      </main>
    </Ledger>
  );
}
