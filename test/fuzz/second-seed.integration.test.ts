import { vi } from "vitest";
import { type Login, playFuzz } from "./play-fuzz";

const login = vi.hoisted((): Login => ({ user: null }));
vi.mock("@/lib/auth", () => ({ signedInUser: async () => login.user }));

playFuzz(Number(process.env.FUZZ_SEED ?? 2), login);
