/** What the document says before it lists routes. */
export const ABOUT = `Florin takes crypto payments: make a checkout session, send your customer to its \`checkoutUrl\`, and be told by a webhook.

**Keys.** \`Authorization: Bearer ck_test_…\`. A test key reaches test networks and test objects only.

**Amounts** are decimal strings, never numbers. **Times** are ISO 8601 in UTC. **Names** are camelCase.

**Lists** come newest first, \`limit\` at a time; \`nextCursor\` goes into \`starting_after\` for the next page.

**Errors** have one shape. \`code\` never changes its meaning; \`param\` names the field; \`requestId\` names the request in the server's log. An id that is not yours and one that does not exist get the same 404.

**Writing safely.** Send an \`Idempotency-Key\` with every POST, PATCH and DELETE, and send it again after a time-out: nothing is done twice.

**Limits.** 100 requests a second and key unless configured otherwise; a 429 says in \`Retry-After\` when to come back.

Bodies are JSON objects of at most 64 KiB; a field that is not known is refused.`;

export const TAGS = [
  { name: "Checkout sessions", description: "One order, to be paid once." },
  { name: "Payment links", description: "A page that makes a session for each visitor." },
  { name: "Webhook endpoints", description: "Where you are told of what happens." },
  { name: "Events", description: "What happened, numbered without a gap." },
  { name: "Customers", description: "Who paid, by e-mail address." },
  { name: "Networks and currencies", description: "What you can take, and price in." },
  { name: "Dashboard", description: "People alone, by their login: keys, wallets, settings." },
  { name: "Customer's page", description: "What the hosted page itself calls. No key: the session's id is the secret." },
  { name: "Operation", description: "For whoever runs the server." },
];
