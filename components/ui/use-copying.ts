"use client";

import { useEffect, useState } from "react";
import { copyText } from "./copy-text";

const SAYS_COPIED_MS = 2_000;

/** Copies, and says for a moment how that went. */
export function useCopying() {
  const [said, setSaid] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SAYS_COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = (text: string) =>
    copyText(text).then(
      () => setSaid("copied"),
      () => setSaid("refused"),
    );
  return { said, copy };
}
