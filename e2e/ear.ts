import type { Page } from "@playwright/test";

type Told = { type: string; detail: { id: string | null; status: string | null } };
type Heard = { readonly told: Told[]; readonly messages: { origin: string; data: unknown }[] };

/** Keeps what the shop's page is told, and every message that reaches it. */
export const EAR = `<script>
heard = { told: [], messages: [] };
for (const type of ["ready","pending","detected","underpaid","overpaid","paid","paid_late","expired","failed","deactivated","closed"])
  document.addEventListener("florin:" + type, ({ detail }) => heard.told.push({ type, detail }));
addEventListener("message", ({ origin, data }) => heard.messages.push({ origin, data }));
</script>`;

export const heard = (page: Page) => page.evaluate<Heard>("heard");
export const types = async (page: Page) => (await heard(page)).told.map(({ type }) => type);
