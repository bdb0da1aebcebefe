import { z } from "zod";
import { component } from "./component";
import { count, idOf, listOf, livemode, moment } from "./parts";

export const customer = component(
  "Customer",
  "Whose e-mail address stands in sessions. Addresses that differ in capitals alone are one customer.",
  z.strictObject({
    id: idOf("customer"),
    object: z.literal("customer"),
    email: z.string().describe("As it was written first."),
    sessions: count.describe("How many there are."),
    paidSessions: count.describe("How many of them are paid."),
    lastSessionAt: moment.nullable().describe("When the newest one was made; null where there is none any more."),
    livemode,
    createdAt: moment.describe("When the address first stood in a session."),
  }),
);

export const customerList = listOf("Customer", customer);
