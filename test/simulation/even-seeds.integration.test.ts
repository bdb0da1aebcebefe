import { vi } from "vitest";
import { playSeeds, seedsOf } from "./play";

vi.mock("@/lib/ids", () => import("./seeded-ids"));
vi.mock("node:timers/promises", () => import("./endless-timers"));

playSeeds(seedsOf("even"));
