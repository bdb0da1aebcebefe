import { vi } from "vitest";
import { idBytes, playSeeds, seedsOf } from "./play";

vi.mock("@/lib/ids", async (original) => {
  const ids = await original<typeof import("@/lib/ids")>();
  return { ...ids, newId: (kind: Parameters<typeof ids.newId>[0]) => ids.newId(kind, (size) => idBytes.of.bytes(size)) };
});

playSeeds(seedsOf("odd"));
