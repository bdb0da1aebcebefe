"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Spoken } from "./spoken";

const SpokenHere = createContext<Spoken | null>(null);

/** The page's language, for everything inside. */
export function WordsProvider({ spoken, children }: { spoken: Spoken; children: ReactNode }) {
  return <SpokenHere value={spoken}>{children}</SpokenHere>;
}

export function useWords(): Spoken {
  const spoken = useContext(SpokenHere);
  if (spoken === null) throw new Error("outside of WordsProvider");
  return spoken;
}
