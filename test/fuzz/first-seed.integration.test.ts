import { vi } from "vitest";
import { playFuzz } from "./play-fuzz";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

playFuzz(Number(process.env.FUZZ_SEED ?? 1));
