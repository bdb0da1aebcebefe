import { BEYOND_THE_END_SECONDS, RECIPES, type Recipe } from "./recipes";
import type { Api, Session, Stage } from "./stage";

/** One state of the customer's page, and where it is to be seen. */
export type State = Pick<Recipe, "name" | "says"> & { readonly path: string };

type Made = { readonly recipe: Recipe; readonly session: Session };

const ETH_ONLY = { paymentMethods: [{ chainId: 31337, asset: "ETH" }] };
const AHEAD_SECONDS = 3_600;
const BLOCKS_SEEN = 2;

/**
 * Every state that the page can be in, made by the product's own engine out of real transactions on the local chain. When
 * it returns the chain stands still, with some payments at their second confirmation of three.
 */
export async function makeStates(stage: Stage, api: Api): Promise<State[]> {
  await stage.moveAhead(AHEAD_SECONDS);
  await stage.dress();
  const made: Made[] = [];
  for (const recipe of RECIPES) made.push({ recipe, session: await stage.create({ ...ETH_ONLY, ...recipe.wishes }) });
  const of = (name: string) => made.find(({ recipe }) => recipe.name === name)?.session.id;

  // First: it mines many blocks, which would confirm what the others have paid.
  await api("POST", `/test/checkout_sessions/${of("failed")}/simulate`, { scenario: "reorg_after_paid" });
  await api("POST", `/checkout_sessions/${of("deactivated")}/deactivate`, {});
  for (const { recipe, session } of made) if (recipe.terms) await stage.arrange(session.id, recipe.terms);

  await payAll(stage, made, "in time");
  await stage.moveAhead(BEYOND_THE_END_SECONDS);
  for (const { session } of made.filter(isLate)) await stage.until(session.id, ({ status }) => status === "expired");
  await payAll(stage, made, "late");
  await waitFor(
    stage,
    made.filter(({ recipe }) => recipe.pays?.when !== "held"),
  );

  await stage.holdChain();
  await payAll(stage, made, "held");
  await stage.mine(BLOCKS_SEEN);
  await waitFor(stage, made);
  return made.map(({ recipe: { name, says }, session }) => ({ name, says, path: `/checkout/${session.id}` }));
}

/** Pays only once its time is over. */
function isLate({ recipe: { name, pays } }: Made): boolean {
  return name === "late-confirming" || pays?.when === "late";
}

async function payAll(stage: Stage, made: readonly Made[], when: "in time" | "late" | "held"): Promise<void> {
  for (const { recipe, session } of made) {
    if (recipe.pays?.when !== when) continue;
    await stage.pay(session, recipe.pays);
    if (when === "in time") await stage.until(session.id, ({ payments }) => payments.length > 0);
  }
}

async function waitFor(stage: Stage, made: readonly Made[]): Promise<void> {
  for (const { recipe, session } of made) if (recipe.reached) await stage.until(session.id, recipe.reached);
}
