import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

test("an entry that a client wrote in front of our proxy's is not believed", () => {
  expect(clientAddress("6.6.6.6, 203.0.113.9", 1)).toBe("203.0.113.9");
  expect(clientAddress("6.6.6.6, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
});

test("a single note of the socket is the address", () => {
  expect(clientAddress("127.0.0.1", 0)).toBe("127.0.0.1");
});

test("fewer entries than proxies, or none, are nobody's address", () => {
  expect(clientAddress("203.0.113.9", 2)).toBe("unknown");
  expect(clientAddress(null, 0)).toBe("unknown");
  expect(clientAddress("", 1)).toBe("unknown");
});
