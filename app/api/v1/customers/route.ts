import { findCustomer, listCustomers } from "@/db/queries/customers";
import { customerObject } from "@/lib/api/customer-object";
import { otherMethods } from "@/lib/api/other-methods";
import { list } from "@/lib/api/respond";
import { listCustomersRoute } from "@/lib/api/routes/customers";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";

export const GET = serveMerchant(listCustomersRoute, async ({ tx, scope, query }) => {
  const { limit, starting_after: startingAfter, email } = query;
  if (startingAfter && !(await findCustomer(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listCustomers(tx, scope, { limit, startingAfter, email }), limit, customerObject);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
