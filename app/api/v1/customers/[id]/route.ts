import { findCustomer } from "@/db/queries/customers";
import { customerObject } from "@/lib/api/customer-object";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { getCustomer } from "@/lib/api/routes/customers";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";

export const GET = serveMerchant(getCustomer, async ({ tx, scope, params }) => {
  const customer = await findCustomer(tx, scope, params.id);
  if (!customer) throw notFound();
  return ok(customerObject(customer));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
