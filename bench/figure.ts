/** One measured line: what, how much, how much it may be, and whether it is. */
export type Figure = { readonly what: string; readonly value: string; readonly target: string; readonly met: boolean };

export function atLeast(what: string, value: number, target: number): Figure {
  return { what, value: value.toFixed(2), target: `≥ ${target}`, met: value >= target };
}

export function atMost(what: string, value: number, target: number): Figure {
  return { what, value: value.toFixed(2), target: `≤ ${target}`, met: value <= target };
}

export function withinMs(what: string, ms: number, targetMs: number): Figure {
  return { what, value: `${ms.toFixed(0)} ms`, target: `≤ ${targetMs} ms`, met: ms <= targetMs };
}

/** A figure that has no target: it says what the others were made of. */
export function told(what: string, value: string): Figure {
  return { what, value, target: "", met: true };
}

export function tableOf(figures: readonly Figure[]): string {
  const width = (column: "what" | "value" | "target") => Math.max(...figures.map((figure) => figure[column].length));
  const [what, value, target] = [width("what"), width("value"), width("target")];
  return figures
    .map((figure) => {
      const verdict = figure.target === "" ? "" : figure.met ? "met" : "MISSED";
      return `${figure.what.padEnd(what)}  ${figure.value.padStart(value)}  ${figure.target.padEnd(target)}  ${verdict}`.trimEnd();
    })
    .join("\n");
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
