"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { payStatement } from "@/lib/checkout/pay-statement";
import type { SignedSession } from "@/lib/checkout/public-session";
import { isProven } from "./is-proven";

export type PageGuard = {
  /** Once true, always true: what has been touched once is not trusted again. */
  readonly isTampered: boolean;
  readonly accuse: () => void;
  /** Whether the server signed this statement; accuses where not. */
  readonly holds: (statement: string, proof: string) => Promise<boolean>;
  /** Asked once more, right before money is sent from this page. */
  readonly isStillTrusted: () => Promise<boolean>;
};

/**
 * Holds every answer against what came with the page: where the money goes must be signed by the server's key, and the
 * addresses of a session never change, which also a browser without Ed25519 can tell (S13).
 */
export function usePageGuard(session: SignedSession, initial: SignedSession, publicKey: string): PageGuard {
  const [first] = useState({ session: initial, publicKey });
  const [isTouched, setTouched] = useState(false);
  const touched = useRef(false);
  const accuse = useCallback(() => {
    touched.current = true;
    setTouched(true);
  }, []);
  const isSwapped = !samePlace(session, first.session);

  const holds = useCallback(
    async (statement: string, proof: string) => {
      const isTrue = await isProven(first.publicKey, statement, proof);
      if (!isTrue) accuse();
      return isTrue;
    },
    [first, accuse],
  );

  useEffect(() => {
    if (isSwapped) accuse();
    else void holds(payStatement(session), session.proof);
  }, [session, isSwapped, holds, accuse]);

  const isStillTrusted = async () => (await holds(payStatement(session), session.proof)) && !touched.current;
  return { isTampered: isTouched || isSwapped, accuse, holds, isStillTrusted };
}

function samePlace(one: SignedSession, other: SignedSession): boolean {
  const places = ({ id, methods }: SignedSession) =>
    JSON.stringify([id, methods.map(({ chainId, asset, address }) => [chainId, asset.contract, address])]);
  return places(one) === places(other);
}
