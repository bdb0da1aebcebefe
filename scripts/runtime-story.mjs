/**
 * What a shop does with the client, against a real Florin, with nothing but what every runtime has (scripts/prove-runtimes.ts).
 *
 * @param sdk the module `@florin/sdk`
 * @returns what was seen, for people
 * @throws where anything is not as it must be
 */
export async function playStory(sdk, { baseUrl, apiKey, webhookUrl }) {
  const { createReceiver, Florin, isApiError, memoryStore, verifyWebhook, WebhookError } = sdk;
  const florin = new Florin({ baseUrl, apiKey });
  const seen = [];

  const link = await florin.paymentLinks.create({ title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" });
  const sessions = [];
  for (let n = 0; n < 3; n += 1) sessions.push(await florin.checkoutSessions.create({ linkId: link.id }));
  must(
    sessions.every(({ status, fiat }) => status === "pending" && fiat.amount === "12.50"),
    "sessions of a link wait",
  );
  seen.push("a link and its sessions");

  const listed = [];
  for await (const { id } of florin.checkoutSessions.list({ linkId: link.id, limit: 2 })) listed.push(id);
  same(listed, sessions.map(({ id }) => id).reverse(), "the list goes on over its pages");
  seen.push("a list of two pages");

  const refusal = await florin.checkoutSessions.get("cs_000000000000000000000000").catch((error) => error);
  must(isApiError(refusal, "not_found") && refusal.status === 404 && /^req_/.test(refusal.requestId), "an error has its type");
  seen.push("a typed error");

  const endpoint = await florin.webhookEndpoints.create({ url: webhookUrl });
  const events = await eventsOf(florin, sessions);
  const [first, last] = [events.at(0), events.at(-1)];
  const wrong = `whsec_${btoa("another secret of the right length")}`;
  for (const scheme of [standardHeaders, plainHeaders]) {
    const request = await signed(scheme, endpoint.secret, first);
    same((await verifyWebhook(request, { secret: endpoint.secret })).id, first.id, "a webhook is proved");
    const refused = await verifyWebhook(request, { secret: wrong }).catch((error) => error);
    must(refused instanceof WebhookError, "a webhook of another secret is refused");
  }
  seen.push("both signatures");

  const handled = [];
  const receiver = createReceiver({
    ...{ florin, secret: endpoint.secret, store: memoryStore() },
    handle: ({ id }) => void handled.push(id),
    onError: (error) => {
      throw error;
    },
  });
  for (const event of [first, last, last]) {
    const { headers, body } = await signed(standardHeaders, endpoint.secret, event);
    const answer = await receiver.respond(new Request("https://shop.example", { method: "POST", headers, body }));
    same(answer.status, 200, `event ${event.sequence} is taken`);
  }
  must(events.length > 2, "there is a gap");
  same(
    handled,
    events.map(({ id }) => id),
    "what was missing is pulled, once and in order",
  );
  seen.push(`a gap of ${events.length - 2} filled`);

  await florin.webhookEndpoints.delete(endpoint.id);
  return seen;
}

/** From the first session's making to the last one's, once they have their numbers; oldest first. */
async function eventsOf(florin, sessions) {
  const wanted = [sessions.at(0).id, sessions.at(-1).id];
  for (;;) {
    const found = [];
    for await (const event of florin.events.list({ type: "session.created", limit: 20 })) {
      if (wanted.includes(event.data.id) && event.sequence !== null) found.push(event.sequence);
      if (found.length === wanted.length) break;
    }
    if (found.length === wanted.length) {
      const [to, from] = found;
      const all = [];
      for await (const event of florin.events.list({ sequenceAfter: from - 1, sequenceBefore: to + 1 })) all.push(event);
      return all.sort((one, other) => one.sequence - other.sequence);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function signed(headersOf, secret, event) {
  const body = JSON.stringify(event);
  return { body, headers: await headersOf(secret, event.id, body) };
}

async function standardHeaders(secret, id, body) {
  const at = Math.floor(Date.now() / 1_000);
  const key = Uint8Array.from(atob(secret.slice("whsec_".length)), (letter) => letter.charCodeAt(0));
  const mac = await hmac(key, `${id}.${at}.${body}`);
  return { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": `v1,${btoa(String.fromCharCode(...mac))}` };
}

async function plainHeaders(secret, _id, body) {
  const at = Math.floor(Date.now() / 1_000);
  const mac = await hmac(new TextEncoder().encode(secret), `${at}.${body}`);
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { "x-webhook-signature": `t=${at},v1=${hex}`, "x-webhook-timestamp": String(at) };
}

async function hmac(key, text) {
  const usable = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", usable, new TextEncoder().encode(text)));
}

function must(isTrue, what) {
  if (!isTrue) throw new Error(`not so: ${what}`);
}

function same(given, expected, what) {
  must(JSON.stringify(given) === JSON.stringify(expected), `${what}: ${JSON.stringify(given)}, not ${JSON.stringify(expected)}`);
}
