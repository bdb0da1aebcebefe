import type { Demo } from "../scripts/demo";

export type CreatedSession = {
  readonly id: string;
  readonly checkoutUrl: string;
  readonly address: `0x${string}`;
  readonly amount: { readonly wei: string };
};

/** A session for five dollars, to be paid in the local chain's native coin. */
export async function createSession({ baseUrl, apiKey, chainId }: Demo): Promise<CreatedSession> {
  const response = await fetch(`${baseUrl}/api/v1/checkout_sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ amount: { value: "5.00", currency: "USD" }, chainId, asset: "ETH" }),
  });
  if (response.status !== 201) throw new Error(`creating a session answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as CreatedSession;
}
