import { describeRoute } from "../describe-route";
import { customer, customerList } from "../objects/customer";
import { listCustomersSchema } from "../schemas/customer";

const tag = "Customers";

export const listCustomersRoute = describeRoute({
  id: "listCustomers",
  method: "GET",
  path: "/api/v1/customers",
  tag,
  summary: "List customers",
  about: "A customer's sessions are listed by `customerEmail`.",
  access: "customers:read",
  query: listCustomersSchema,
  answers: { 200: customerList },
});

export const getCustomer = describeRoute({
  id: "getCustomer",
  method: "GET",
  path: "/api/v1/customers/{id}",
  tag,
  summary: "Get a customer",
  access: "customers:read",
  idOf: "customer",
  answers: { 200: customer },
});
