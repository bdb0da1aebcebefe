"use client";

import { useEffect, useState } from "react";

const SECOND_MS = 1_000;

/**
 * Whole seconds since the server told `told`, by a clock that no one can set: what it said was left, less this, is
 * left now.
 *
 * @param isRunning false stops the counting
 */
export function useSecondsSince(told: object, isRunning: boolean): number {
  const [count, setCount] = useState({ told, seconds: 0 });

  useEffect(() => {
    if (!isRunning) return;
    const start = performance.now();
    const tick = () => setCount({ told, seconds: Math.round((performance.now() - start) / SECOND_MS) });
    const timer = setInterval(tick, SECOND_MS);
    return () => clearInterval(timer);
  }, [told, isRunning]);

  return count.told === told ? count.seconds : 0;
}
