import type { Page } from "@playwright/test";
import { type Address, encodeFunctionData, erc20Abi, type Hex, parseUnits } from "viem";
import type { connectToChain } from "../test/chain-client";
import { expect } from "./fixtures";

type Chain = ReturnType<typeof connectToChain>;

/** What the page asks for, read as a person copies it. */
export async function readDemand(page: Pick<Page, "getByTestId">): Promise<{ address: Address; amount: string }> {
  const whole = (testId: string) =>
    page.getByTestId(testId).evaluate((node) => node.querySelector(".sr-only")?.textContent ?? node.textContent ?? "");
  const demand = { address: (await whole("address")).trim() as Address, amount: (await whole("amount")).trim() };
  expect(demand.address).toMatch(/^0x[0-9a-fA-F]{40}$/);
  expect(demand.amount).toMatch(/^[0-9]+(\.[0-9]+)?$/);
  return demand;
}

/** A real transaction from the customer's wallet: an account that the local node unlocks. */
export async function sendEther(chain: Chain, { address, amount }: { address: Address; amount: string }): Promise<Hex> {
  return chain.sendTransaction({ account: await payer(chain), to: address, value: parseUnits(amount, 18) });
}

export async function sendToken(
  chain: Chain,
  input: { token: Address; decimals: number; address: Address; amount: string },
): Promise<Hex> {
  const { token, decimals, address, amount } = input;
  const data = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [address, parseUnits(amount, decimals)] });
  return chain.sendTransaction({ account: await payer(chain), to: token, data });
}

/** Not the account with which the page's own test wallet pays. */
async function payer(chain: Chain): Promise<Address> {
  const [, second] = await chain.getAddresses();
  if (!second) throw new Error("the local chain has a second account");
  return second;
}
