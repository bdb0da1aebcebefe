"use client";

import { createContext, type ReactNode, useContext } from "react";

export type Mode = "test" | "live";

const ModeContext = createContext<Mode>("test");

/** The mode this page was rendered in. Writes go where the screen says, whatever another tab has switched to since. */
export function ModeProvider({ mode, children }: { mode: Mode; children: ReactNode }) {
  return <ModeContext.Provider value={mode}>{children}</ModeContext.Provider>;
}

export function useMode(): Mode {
  return useContext(ModeContext);
}
