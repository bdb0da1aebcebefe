import { readFileSync } from "node:fs";
import { freePort } from "../scripts/free-port";
import { expect, test } from "./fixtures";

/** Every program of the README, by its name. */
const PROGRAMS = [...readFileSync("sdk/README.md", "utf8").matchAll(/^```ts ([\w-]+\.ts)\n(.*?)^```$/gms)].map(
  ([, name = "", text = ""]) => ({ name, text }),
);

test("the client's ten-minute guide does what it says, word for word, with the packed client", async ({ demo, shop }) => {
  expect(PROGRAMS.map(({ name }) => name).sort()).toEqual([
    "florin.ts",
    "listen.ts",
    "pay.ts",
    "postgres-store.ts",
    "shop.ts",
    "simulate.ts",
  ]);
  for (const { name, text } of PROGRAMS) shop.write(name, text);
  shop.checkTypes();

  const port = String(await freePort());
  const env = { FLORIN_URL: demo.baseUrl, FLORIN_API_KEY: demo.apiKey, SHOP_URL: `http://127.0.0.1:${port}`, SHOP_PORT: port };
  const first = await shop.run("pay.ts", env);
  expect(first).toMatch(/^cs_\w{24} pending\nSend your customer to http.*\/checkout\/cs_\w{24}\n$/);
  expect(await shop.run("pay.ts", env)).toBe(first);

  const secret = (await shop.run("listen.ts", env)).trim();
  const said = shop.serve("shop.ts", { ...env, FLORIN_WEBHOOK_SECRET: secret });
  await expect.poll(said).toContain("listening");
  expect(await shop.run("simulate.ts", env)).toBe("paid\n");
  await expect.poll(said).toBe("listening\nship order-1001\n");
});
