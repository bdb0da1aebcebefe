import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { LEDGER } from "../ui/ledger-class";

/** Around every page of the merchant's side: its fonts, and light or dark as the person chose. */
export function Ledger({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" enableColorScheme={false} nonce={nonce} storageKey="florin-theme">
      <div className={LEDGER}>{children}</div>
    </ThemeProvider>
  );
}
