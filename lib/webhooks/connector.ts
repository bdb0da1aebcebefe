import { lookup, Resolver } from "node:dns/promises";
import { buildConnector } from "undici";
import { isPublicAddress, literalAddress, type TargetRules } from "./target";

/** All addresses of a name. Throws where there are none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** The target's address is one that a webhook must not reach. */
export class RefusedTargetError extends Error {
  override name = "RefusedTargetError";
}

/** The name has no address, or its servers do not answer. */
export class UnresolvedNameError extends Error {
  override name = "UnresolvedNameError";
}

const CONNECT_TIMEOUT_MS = 10_000;
const DNS_PATIENCE = { timeout: 2_000, tries: 2 };

/**
 * undici's way of opening a socket, with the guard inside: every address of the name, or the literal itself, is checked,
 * and the socket goes to a checked address, not to the name, so that no second lookup can answer otherwise. One
 * forbidden address among public ones refuses the target. A hook on the lookup alone would never see IP literals.
 */
export function guardedConnector(
  rules: TargetRules,
  parts: { resolve?: Resolve; connect?: buildConnector.connector } = {},
): buildConnector.connector {
  const resolve = parts.resolve ?? (rules.allowPrivate ? resolveLocally : resolveBy(new Resolver(DNS_PATIENCE)));
  const connect = parts.connect ?? buildConnector({ timeout: CONNECT_TIMEOUT_MS });

  async function addressesOf(hostname: string): Promise<readonly string[]> {
    try {
      return await resolve(hostname);
    } catch (cause) {
      throw new UnresolvedNameError("the name was not resolved", { cause });
    }
  }

  async function open(options: buildConnector.Options) {
    const literal = literalAddress(options.hostname);
    const addresses = literal === null ? await addressesOf(options.hostname) : [literal];
    if (!rules.allowPrivate && !addresses.every(isPublicAddress)) throw new RefusedTargetError("not a public address");
    let failure: unknown = new UnresolvedNameError("no address");
    for (const address of addresses) {
      const servername = literal === null ? (options.servername ?? options.hostname) : options.servername;
      try {
        return await connectOnce(connect, { ...options, hostname: address, ...(servername && { servername }) });
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  return (options, callback) => {
    open(options).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    );
  };
}

type Socket = Extract<buildConnector.CallbackArgs, [null, unknown]>[1];

function connectOnce(connect: buildConnector.connector, options: buildConnector.Options): Promise<Socket> {
  return new Promise((done, fail) => {
    connect(options, (...[error, socket]) => (error === null ? done(socket) : fail(error)));
  });
}

/** The system's resolver, hosts file included: for local receivers in test mode. */
async function resolveLocally(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map((entry) => entry.address);
}

/**
 * DNS alone, over sockets. `getaddrinfo` would block one of the few threads of the process for each name whose server
 * does not answer, and a merchant chooses the name.
 */
export function resolveBy(resolver: Resolver): Resolve {
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    if (v4.status === "rejected" && v6.status === "rejected") throw v4.reason;
    return [...(v4.status === "fulfilled" ? v4.value : []), ...(v6.status === "fulfilled" ? v6.value : [])];
  };
}
