import pino from "pino";

/** Stands in for lib/log: everything that is logged, at every level. `vi.mock("@/lib/log", () => import("@/test/captured-log"))`. */
export const logged: string[] = [];

export const log = pino({ level: "trace" }, { write: (line: string) => logged.push(line) });
