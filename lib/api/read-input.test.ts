import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { ApiError } from "../errors";
import { readInput } from "./read-input";
import { readQuery } from "./read-query";
import { createSessionSchema, diagnosisSchema, listSessionsSchema } from "./schemas/checkout-session";
import { createEndpointSchema } from "./schemas/webhook-endpoint";

function refusal(read: () => unknown): [string, string | null, string] {
  try {
    read();
  } catch (error) {
    if (error instanceof ApiError) return [error.code, error.param, error.message];
    throw error;
  }
  throw new Error("it was taken");
}

const amount = { value: "5.00", currency: "USD" };

describe("what is wrong with a body is said with what to write instead", () => {
  test.each<[string, z.ZodType, unknown, string, string]>([
    [
      'amount.value must be a text, not a number; for example "50.00".',
      createSessionSchema.test,
      { amount: { value: 5, currency: "USD" } },
      "invalid_field",
      "amount.value",
    ],
    [
      "amount must be an object with value and currency, not a text.",
      createSessionSchema.test,
      { amount: "5.00" },
      "invalid_field",
      "amount",
    ],
    [
      'amount.currency is missing. It must be a text; for example "USD".',
      createSessionSchema.test,
      { amount: { value: "5.00" } },
      "missing_field",
      "amount.currency",
    ],
    [
      "expiresIn must be a number, not a text.",
      createSessionSchema.test,
      { amount, expiresIn: "600" },
      "invalid_field",
      "expiresIn",
    ],
    [
      "paymentMethods.0 must be an object with chainId and asset, not a text.",
      createSessionSchema.test,
      { amount, paymentMethods: ["ETH"] },
      "invalid_field",
      "paymentMethods.0",
    ],
    [
      "successUrl must be a whole https URL, such as https://shop.example/thanks; http is possible for localhost.",
      createSessionSchema.test,
      { amount, successUrl: "shop.example" },
      "invalid_field",
      "successUrl",
    ],
    [
      "There is no field of this name here. Did you mean successUrl?",
      createSessionSchema.test,
      { amount, success_url: "https://shop.example" },
      "unknown_field",
      "success_url",
    ],
    [
      "There is no field of this name here. There are: value, currency.",
      createSessionSchema.test,
      { amount: { ...amount, unit: "cent" } },
      "unknown_field",
      "amount.unit",
    ],
    ["url is missing. It must be a text.", createEndpointSchema, {}, "missing_field", "url"],
    ["url must be a text, not null.", createEndpointSchema, { url: null }, "invalid_field", "url"],
    [
      "events must be a list, not a text.",
      createEndpointSchema,
      { url: "https://shop.example", events: "*" },
      "invalid_field",
      "events",
    ],
  ])("%s", (message, schema, body, code, param) => {
    expect(refusal(() => readInput(schema, body))).toEqual([code, param, message]);
  });
});

describe("what is wrong with a query too", () => {
  const ask = (query: string, schema: z.ZodType = listSessionsSchema) =>
    refusal(() => readQuery(new URL(`http://localhost/?${query}`), schema));

  test.each([
    ["startingAfter=cs_1", "unknown_field", "startingAfter", "There is no field of this name here. Did you mean starting_after?"],
    ["limit=1000", "invalid_field", "limit", "limit must be a whole number from 1 to 100."],
  ])("%s", (query, ...expected) => {
    expect(ask(query)).toEqual(expected);
  });

  test("all that there are stand in the words, where none was meant", () => {
    const [, , message] = ask("page=2");
    expect(message).toBe(
      "There is no field of this name here. There are: limit, starting_after, status, linkId, clientReferenceId, customerEmail, address, txHash, createdAfter, createdBefore.",
    );
  });

  test("one that is missing", () => {
    expect(ask("", diagnosisSchema)).toEqual(["missing_field", "txHash", "txHash is missing. It must be a text."]);
  });
});
