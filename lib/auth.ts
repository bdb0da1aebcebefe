import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions, type User } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { cache } from "react";
import type { Tx } from "@/db/client";
import { findLogin } from "@/db/queries/users";
import { clientAddress } from "./client-address";
import { loginCookieName } from "./login-cookie";
import { app } from "./services/app";
import { checkPassword } from "./services/check-password";

export type SignedInUser = {
  readonly userId: string;
  readonly merchantId: string;
  readonly email: string;
  readonly merchantName: string;
};

type LoginParts = {
  readonly appUrl: string;
  readonly secret: string;
  readonly trustProxy: number;
  readonly db: Tx;
};

declare module "next-auth" {
  interface User {
    sessionVersion: number;
  }
}

/** A login lasts so long and is not prolonged. */
const LOGIN_SECONDS = 7 * 24 * 60 * 60;
/** What the page gets instead of next-auth's own error words. */
export const TOO_MANY_TRIES = "too_many_tries";

/** next-auth as Florin uses it: passwords in, a sealed cookie out. The cookie names a user and a session version, no more. */
export function loginOptions({ appUrl, secret, trustProxy, db }: LoginParts): NextAuthOptions {
  return {
    secret,
    useSecureCookies: appUrl.startsWith("https://"),
    session: { strategy: "jwt", maxAge: LOGIN_SECONDS },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(given, request) {
          const { email, password } = given ?? {};
          if (typeof email !== "string" || typeof password !== "string") return null;
          const address = clientAddress(request.headers?.["x-forwarded-for"], trustProxy);
          const check = await checkPassword(db, { email, password, address });
          if (check.kind === "limited") throw new Error(TOO_MANY_TRIES);
          return check.kind === "ok" ? { id: check.userId, sessionVersion: check.sessionVersion } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, version: (user as User).sessionVersion } : token),
      // Nobody reads next-auth's own session answer: pages and routes ask signedInUser().
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ baseUrl }) => `${baseUrl}/dashboard`,
    },
  };
}

/**
 * The user that a login cookie names, if the database still agrees: raising `session_version` ends every login at once.
 * Null for a cookie that is absent, expired, changed or sealed with another secret.
 */
export async function userOfCookie(db: Tx, sealed: string | undefined, secret: string): Promise<SignedInUser | null> {
  if (!sealed) return null;
  const token = await decode({ token: sealed, secret }).catch(() => null);
  if (!token?.sub || typeof token.version !== "number") return null;
  return findLogin(db, token.sub, token.version);
}

/** Who is signed in, asked of the database once a request. */
export const signedInUser = cache(async (): Promise<SignedInUser | null> => {
  const { config, database } = app();
  const jar = await cookies();
  return userOfCookie(database.db, jar.get(loginCookieName(config.APP_URL))?.value, config.NEXTAUTH_SECRET);
});

/** The guard of every page of the dashboard; what proxy.ts does is a courtesy. */
export async function requireMerchant(): Promise<SignedInUser> {
  return (await signedInUser()) ?? redirect("/login");
}

/** Answers `/api/auth/…`. */
export async function answerAuth(request: NextRequest, action: string[]): Promise<Response> {
  const { config, database } = app();
  // next-auth builds its URLs from this variable alone; without it, it would believe the Host header.
  process.env.NEXTAUTH_URL = config.APP_URL;
  const options = loginOptions({
    appUrl: config.APP_URL,
    secret: config.NEXTAUTH_SECRET,
    trustProxy: config.TRUST_PROXY,
    db: database.db,
  });
  return NextAuth(request, { params: { nextauth: action } }, options);
}
