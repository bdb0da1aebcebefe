import { type Abi, encodeFunctionData, type Hex } from "viem";
import { compile } from "@/contracts/compile";
import { FACTORY_ABI } from "@/contracts/sweep-fixture";
import type { Engine, OpenSession } from "./engine";

const GAS = 3_000_000n;

export type Due = readonly (readonly [Pick<OpenSession, "address">, bigint])[];
export type ContractMoney = Awaited<ReturnType<typeof startContractMoney>>;

/** Contracts that pay, the merchant's sweeps, and what the tables say came of it: on that engine's chain, mined when told. */
export async function startContractMoney({ chain, database, merchant }: Engine) {
  const { client, accounts, factory } = chain;
  const compiled = compile(["testing/Payers.sol"]);

  async function deploy(contract: string, args: unknown[] = []): Promise<Hex> {
    const hash = await client.deployContract({ account: accounts[0], ...compiled.get(contract), args } as never);
    await chain.mine(1);
    return (await client.getTransactionReceipt({ hash })).contractAddress as Hex;
  }

  async function send(call: { to?: Hex; value?: bigint; data?: Hex }): Promise<Hex> {
    const nonce = await client.getTransactionCount({ address: accounts[1], blockTag: "pending" });
    return client.sendTransaction({ account: accounts[1], gas: GAS, nonce, ...call } as never);
  }

  const call = (contract: string, functionName: string, args: unknown[]): Hex =>
    encodeFunctionData({ abi: compiled.get(contract)?.abi as Abi, functionName, args });

  async function indexOf(session: OpenSession): Promise<number> {
    const [row] = await database.sql`select index from receive_addresses where session_id = ${session.id}`;
    return row?.index;
  }

  async function payments(session: OpenSession) {
    const rows = await database.sql`
      select t.kind, t.amount, t.tx_hash, t.position, t.block_number, b.orphaned_at is not null as gone
      from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash
      where t.session_id = ${session.id} order by b.serial, t.order`;
    return rows.map((row) => ({
      kind: row.kind as string,
      amount: BigInt(row.amount),
      txHash: row.tx_hash as string | null,
      position: row.position as string,
      block: Number(row.block_number),
      gone: row.gone as boolean,
    }));
  }

  const batch = await deploy("BatchPayer");
  const payers = {
    batch,
    wallet: await deploy("SmartWallet"),
    delegator: await deploy("Delegator", [batch]),
    falseFactory: await deploy("FalseFactory"),
  };
  await send({ to: payers.wallet, value: 10n ** 21n });
  await chain.mine(1);

  return {
    payers,
    call,
    send,
    indexOf,
    payments,
    canonical: async (session: OpenSession) => (await payments(session)).filter((one) => !one.gone),
    height: async () => Number(await client.getBlockNumber()),
    /** Many recipients in one transaction of a contract. */
    payOut(due: Due, by: "batch" | "delegator" = "batch"): Promise<Hex> {
      const amounts = due.map(([, amount]) => amount);
      const data = call("BatchPayer", "pay", [due.map(([{ address }]) => address), amounts]);
      return send({ to: payers[by], data, value: amounts.reduce((sum, amount) => sum + amount, 0n) });
    },
    /** All that the session's address holds, to the merchant's treasury. */
    async sweep(session: OpenSession): Promise<Hex> {
      const args = [merchant.treasury as Hex, [BigInt(await indexOf(session))], []] as const;
      return send({ to: factory, data: encodeFunctionData({ abi: FACTORY_ABI, functionName: "sweep", args }) });
    },
    async outflows(session: OpenSession): Promise<bigint[]> {
      const rows = await database.sql`
        select o.amount from native_outflows o join blocks b on b.chain_id = o.chain_id and b.hash = o.block_hash
        where o.address = ${session.address.toLowerCase()} and b.orphaned_at is null order by o.block_number`;
      return rows.map((row) => BigInt(row.amount));
    },
    /** Takes the newest blocks away, with their transactions. */
    async rollBack(depth: number): Promise<void> {
      await client.request({ method: "anvil_rollback" as never, params: [depth] as never });
      await client.request({ method: "anvil_dropAllTransactions" as never, params: [] as never });
    },
  };
}

export const sum = (all: readonly { amount: bigint }[]) => all.reduce((total, { amount }) => total + amount, 0n);
