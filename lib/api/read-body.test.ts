import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES, readBody } from "./read-body";

type Given = { body?: BodyInit | ReadableStream<Uint8Array> | null; headers?: Record<string, string> };

function read({ body = null, headers = { "content-type": "application/json" } }: Given) {
  return readBody(
    new Request("http://localhost/", { method: "POST", headers, body: body as BodyInit, duplex: "half" } as RequestInit),
  );
}

describe("a request's body", () => {
  test("is a JSON object, or absent", async () => {
    expect((await read({ body: '{"a":1}' })).value).toEqual({ a: 1 });
    expect((await read({ headers: {} })).value).toEqual({});
    expect((await read({ body: "{}", headers: { "content-type": 'Application/JSON; charset="UTF-8"' } })).value).toEqual({});
  });

  test("up to 64 KiB is read, one byte more is not", async () => {
    const fitting = JSON.stringify({ a: "x".repeat(MAX_BODY_BYTES - 8) });
    expect(fitting.length).toBe(MAX_BODY_BYTES);
    expect((await read({ body: fitting })).bytes.length).toBe(MAX_BODY_BYTES);
    await expect(read({ body: `${fitting} ` })).rejects.toMatchObject({ status: 413, code: "body_too_large" });
  });

  test("is counted as it streams: 60 MB with a lying length are refused after 64 KiB, and no more is read", async () => {
    let sent = 0;
    const chunk = new Uint8Array(16 * 1024).fill(0x20);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        if (sent > 60_000_000) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const headers = { "content-type": "application/json", "content-length": "2" };
    await expect(read({ body, headers })).rejects.toMatchObject({ status: 413, param: "body" });
    expect(sent).toBeLessThan(3 * MAX_BODY_BYTES);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=latin1",
    "application/jsonp",
  ])("of type %s is refused", async (type) => {
    await expect(read({ body: "{}", headers: { "content-type": type } })).rejects.toMatchObject({ status: 415 });
  });

  test("without a type, or compressed, is refused", async () => {
    await expect(read({ body: new Uint8Array([0x7b, 0x7d]), headers: {} })).rejects.toMatchObject({ status: 415 });
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    await expect(read({ body: gzipSync("{}"), headers })).rejects.toMatchObject({ status: 415, code: "unsupported_encoding" });
  });

  test("that is not UTF-8, not an object, or cut off is refused", async () => {
    await expect(read({ body: new Uint8Array([0x7b, 0xff, 0x7d]) })).rejects.toMatchObject({
      status: 400,
      code: "invalid_encoding",
    });
    for (const body of ["[]", "null", "1.10", '"text"', "true"]) {
      await expect(read({ body })).rejects.toMatchObject({ status: 400, param: "body" });
    }
    const cut = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset by peer")) });
    await expect(read({ body: cut })).rejects.toMatchObject({ status: 400, code: "incomplete_body" });
  });
});
