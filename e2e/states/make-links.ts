import type { State } from "./make-states";
import type { Api } from "./stage";

const NOWHERE = "0".repeat(24);

/** Where there is nothing to pay: a link that is switched off, and addresses that lead nowhere. */
export async function makeLinks(api: Api): Promise<State[]> {
  const link: { id: string; slug: string } = await api("POST", "/payment_links", {
    title: "A tin of tea",
    fiatAmount: "50.00",
    fiatCurrency: "USD",
  });
  await api("PATCH", `/payment_links/${link.id}`, { active: false });
  return [
    { name: "link-inactive", says: /link is switched off/, path: `/l/${link.slug}` },
    { name: "link-not-found", says: /no such payment link/, path: "/l/nothing-here" },
    { name: "not-found", says: /no such payment/, path: `/checkout/cs_${NOWHERE}` },
  ];
}
