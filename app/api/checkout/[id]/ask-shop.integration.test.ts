import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { merchants } from "@/db/schema";
import { createSession } from "@/lib/services/create-session";
import { withApi } from "@/test/api";
import { addresses } from "@/test/markup";
import { POST as diagnose } from "./diagnosis/route";
import { POST as giveEmail } from "./email/route";

const api = withApi();
const NO_TRANSACTION = `0x${"ab".repeat(32)}`;

async function answers(contact: object): Promise<{ readonly id: string; readonly pages: readonly string[] }> {
  const { merchantId } = api.merchant;
  await api.own.database.db
    .update(merchants)
    .set({ name: "Tea House", ...contact })
    .where(eq(merchants.id, merchantId));
  const input = { amount: { value: "50.00", currency: "USD" }, customerEmail: "ada@person.example" };
  const made = await createSession(api.app, { scope: { merchantId, livemode: false }, input, now: Date.now() });
  if (made.kind === "repeated") throw new Error("a new session was asked for");
  const { id } = made.session;
  const send = async (route: typeof diagnose, fields: Record<string, string>) => {
    const request = new Request("http://localhost:3000/", { method: "POST", body: new URLSearchParams(fields) });
    return (await route(request, { params: Promise.resolve({ id }) })).text();
  };
  const pages = [
    await send(diagnose, { txHash: NO_TRANSACTION }),
    await send(diagnose, { txHash: "nonsense" }),
    await send(giveEmail, { email: "grace@person.example" }),
  ];
  return { id, pages };
}

it("every answer that may leave a question names where the shop answers, with what it needs to find the payment", async () => {
  const { id, pages } = await answers({
    supportEmail: "help@tea.example",
    supportUrl: "https://tea.example/help",
    supportText: "Mon to Fri",
  });
  for (const page of pages) {
    expect(page).toContain("Write to Tea House:");
    const [letter, ...others] = addresses(page).filter((address) => /^mailto:/.test(address));
    expect([decodeURIComponent(letter ?? ""), others]).toEqual([
      `mailto:help@tea.example?subject=Payment of USD\u00a050.00 (${id})`,
      [],
    ]);
    expect(addresses(page)).toContain("https://tea.example/help");
    expect(page).toContain("Mon to Fri");
  }
});

it("where the shop has named nobody, nobody is named: never we, and never the customer", async () => {
  const { pages } = await answers({ supportEmail: null, supportUrl: null, supportText: null });
  for (const page of pages) {
    expect(page).not.toContain('class="ask"');
    expect(page).not.toMatch(/mailto:|@/);
  }
});
