import { type Address, type Hex, parseAbi } from "viem";
import { DEPOSIT_FACTORY } from "../lib/wallet/deposit-address";
import { readDemand, sendEther, sendToken } from "./customer";
import { expect, test } from "./fixtures";

const FACTORY_ABI = parseAbi(["function sweep(address treasury, uint256[] indexes, address[] tokens)"]);
const ERC20_ABI = parseAbi(["function balanceOf(address) view returns (uint256)"]);

test("what came in reaches the treasury in one transaction, sent by nobody in particular", async ({ page, chain, demo, api }) => {
  const { USDC } = demo.tokens as { USDC: Address };
  const treasury = demo.treasury as Address;
  const paid: Address[] = [];
  for (const pay of ["ether", "dollars"] as const) {
    const session = (await api("POST", "/checkout_sessions", {
      amount: { value: "50.00", currency: "USD" },
      ...(pay === "dollars" && { asset: "USDC" }),
    })) as {
      checkoutUrl: string;
    };
    await page.goto(session.checkoutUrl);
    const demand = await readDemand(page);
    if (pay === "ether") await sendEther(chain, demand);
    else await sendToken(chain, { token: USDC, decimals: 6, ...demand });
    await expect(page.getByRole("status").getByRole("heading", { name: "Paid" })).toBeVisible();
    paid.push(demand.address);
  }

  const indexes = await Promise.all(paid.map((address) => indexOf(demo.databaseUrl, address)));
  const held = async (owner: Address) => ({
    ether: await chain.getBalance({ address: owner }),
    dollars: await chain.readContract({ address: USDC, abi: ERC20_ABI, functionName: "balanceOf", args: [owner] }),
  });
  const before = await held(treasury);
  const anybody = (await chain.getAddresses()).find((account) => account.toLowerCase() !== treasury.toLowerCase()) as Hex;
  const hash = await chain.writeContract({
    account: anybody,
    address: DEPOSIT_FACTORY,
    abi: FACTORY_ABI,
    functionName: "sweep",
    args: [treasury, indexes, [USDC]],
  });
  expect((await chain.waitForTransactionReceipt({ hash })).status).toBe("success");

  const after = await held(treasury);
  expect(after.ether - before.ether).toBe(20_000_000_000_000_000n);
  expect(after.dollars - before.dollars).toBe(50_000_000n);
  for (const address of paid) expect(await held(address)).toEqual({ ether: 0n, dollars: 0n });
});

async function indexOf(databaseUrl: string, address: Address): Promise<bigint> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(databaseUrl, { max: 1 });
  const [row] = await sql<{ index: number }[]>`select index from receive_addresses where address = ${address.toLowerCase()}`;
  await sql.end();
  if (!row) throw new Error(`no receive address ${address}`);
  return BigInt(row.index);
}
