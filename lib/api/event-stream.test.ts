import { describe, expect, it } from "vitest";
import { eventStream } from "./event-stream";

function open(signal = new AbortController().signal) {
  let send: (data: string) => void = () => {};
  let isFollowed = true;
  const response = eventStream({
    requestId: "req_1",
    signal,
    follow: (given) => {
      send = given;
      return () => {
        isFollowed = false;
      };
    },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  return { send: (data: string) => send(data), isFollowed: () => isFollowed, reader };
}

async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = "";
  while (!text.includes(wanted)) text += new TextDecoder().decode((await reader.read()).value);
  return text;
}

describe("an event stream", () => {
  it("gives each event once", async () => {
    const { send, reader } = open();
    send("one");
    expect(await readUntil(reader, "one")).toContain("data: one\n\n");
    send("two");
    expect(await readUntil(reader, "two")).toBe("data: two\n\n");
  });

  it("gives a reader who was slow the last state, not every one before it", async () => {
    const { send, reader } = open();
    for (let i = 0; i < 1_000; i += 1) send(`state ${i}`);
    const text = await readUntil(reader, "state 999");
    expect(text.match(/data:/g)?.length).toBeLessThan(5);
  });

  it("stops following when the reader leaves, in either way", async () => {
    const leave = new AbortController();
    const aborted = open(leave.signal);
    leave.abort();
    expect(aborted.isFollowed()).toBe(false);
    const cancelled = open();
    await cancelled.reader.cancel();
    expect(cancelled.isFollowed()).toBe(false);
  });

  it("follows nobody for a reader who had left before", () => {
    expect(open(AbortSignal.abort()).isFollowed()).toBe(false);
  });
});
