import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormHandlers, parseForm } from "../../../src/server/uploads/parse-form.js";

const type = "multipart/form-data; boundary=b";

/** The bytes in pieces of these sizes, again and again. */
function* inPieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let from = 0, piece = 0; from < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? bytes.length;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

/** What a form holds, unless the handlers given do something else. */
async function parse(
  body: Uint8Array | string | Readable,
  contentType = type,
  { sizes = [7], ...handlers }: Partial<FormHandlers> & { readonly sizes?: readonly number[] } = {},
) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const files: { name: string; content: Buffer }[] = [];
  const fields: { name: string; value: string; truncated: boolean }[] = [];
  const openBody = () => (bytes instanceof Readable ? bytes : Readable.from(inPieces(bytes, sizes)));
  await parseForm(contentType, openBody, {
    async file(name, content) {
      const file = { name, content: Buffer.alloc(0) };
      files.push(file);
      file.content = await buffer(content);
    },
    field: (name, value, truncated) => fields.push({ name, value, truncated }),
    ...handlers,
  });
  return { files, fields };
}

const file = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`;
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** A body that never ends. */
function stalled(start: string): Readable {
  const body = new Readable({ read: () => undefined });
  body.push(start);
  return body;
}

describe("a form", () => {
  it("gives back the files a browser puts in, however it is cut in pieces", async () => {
    const given = fc.record({
      // `%22` stands for a quotation mark; there is no way to tell it from one. A folder isn't part of a name.
      name: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 9 })
        .filter((text) => !/[\r\n\\/%]|^\.\.?$/.test(text)),
      // Line breaks and hyphens come near to a boundary.
      content: fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.stringMatching(/^[\r\n-]{0,20}$/).map((text) => new TextEncoder().encode(text)),
      ),
    });
    const cut = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 4 }), cut, async (parts, sizes) => {
        const form = new FormData();
        for (const { name, content } of parts) {
          form.append("file", new Blob([content]), name);
        }
        const request = new Request("http://localhost", { method: "POST", body: form });
        const bytes = new Uint8Array(await request.arrayBuffer());
        const { files } = await parse(bytes, request.headers.get("content-type") ?? "", { sizes });
        expect(files.map(({ name, content }) => [name, [...content]])).toEqual(
          parts.map(({ name, content }) => [name, [...content]]),
        );
      }),
    );
  });

  it("has fields and files, and what stands around them is passed over", async () => {
    const body =
      `hello\r\n${field("folder", "2024/Prüfung")}--b\r\nContent-Type: application/octet-stream\r\n` +
      'content-disposition: form-data; filename="a \\"b\\".txt"; name="file"\r\n\r\nx\r\n--b--\r\nbye';
    expect(await parse(body)).toEqual({
      fields: [{ name: "folder", value: "2024/Prüfung", truncated: false }],
      files: [{ name: 'a "b".txt', content: Buffer.from("x") }],
    });
  });

  it("may have parts that are passed over, large ones too", async () => {
    for (const headers of ["", "Content-Type: text/plain\r\n", "Content-Disposition: attachment\r\n"]) {
      const body = `--b\r\n${headers}\r\n${"x".repeat(60_000)}\r\n--b--\r\n`;
      for (const before of ["", file("a.txt", "a")]) {
        const { files } = await parse(before + body, type, { sizes: [65_536] });
        expect(files).toHaveLength(before === "" ? 0 : 1);
      }
    }
  });

  it("is complete at its last boundary, whatever comes after that and when", async () => {
    async function* body() {
      yield Buffer.from(`${file("a.txt", "a")}--b--`);
      for (let piece = 0; piece < 10; piece += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        yield Buffer.from(`\r\n${file("b.txt", "b")}--b--`);
      }
    }
    expect((await parse(Readable.from(body()))).files).toMatchObject([{ name: "a.txt" }]);
  });

  it("tells when a field is too long to be whole", async () => {
    const { fields } = await parse(`${field("folder", "x".repeat(4097))}--b--`);
    expect(fields).toMatchObject([{ truncated: true }]);
  });

  it.each([
    "",
    "no boundary",
    "--b",
    "--bX\r\n",
    "--b\r\n",
    `${field("x", "ends early").slice(0, -2)}`,
    `${file("x", "ends early").slice(0, -2)}`,
    `${file("x", "whole")}--b\r\nContent-Disposition: form-data; name="f`,
    `${field("x", "").repeat(1001)}--b--`,
    `${file("x", "x").repeat(1001)}--b--`,
  ])("is refused when it is %#", async (body) => {
    for (const size of [3, 100_000]) {
      await expect(parse(body, type, { sizes: [size] })).rejects.toMatchObject({
        status: 400,
        code: "malformed_form",
      });
    }
  });

  it.each(["multipart/form-data", "multipart/mixed; boundary=b", "application/x-www-form-urlencoded", ""])(
    "is not of the type %j",
    async (wrong) => {
      await expect(parse(`${file("x", "x")}--b--`, wrong)).rejects.toMatchObject({ status: 415 });
    },
  );

  it.each(["Multipart/Form-Data; charset=utf-8; boundary=b", 'multipart/form-data; boundary="b"'])(
    "is of the type %j",
    async (right) => {
      expect((await parse(`${file("x", "x")}--b--`, right)).files).toHaveLength(1);
    },
  );

  it("isn't waited for when a file can't be taken", async () => {
    const full = new Error("the disk is full");
    const body = stalled(file("a.txt", "half").slice(0, -2));
    await expect(parse(body, type, { file: () => Promise.reject(full) })).rejects.toBe(full);
    expect(body.destroyed).toBe(true);
  });

  it("isn't waited for when a field is wrong", async () => {
    const wrong = new Error("no such folder");
    const body = stalled(`${field("folder", "..")}--b\r\n`);
    const refuse = () => {
      throw wrong;
    };
    await expect(parse(body, type, { field: refuse })).rejects.toBe(wrong);
    expect(body.destroyed).toBe(true);
  });

  it("fails with its body, and only when its files have been given up", async () => {
    const gone = new Error("the client left");
    const body = stalled(file("a.txt", "half").slice(0, -2));
    let givenUp = false;
    const parsed = parse(body, type, {
      async file(_name, _content, signal) {
        body.destroy(gone);
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        await new Promise((resolve) => setImmediate(resolve));
        givenUp = true;
      },
    });
    await expect(parsed).rejects.toBe(gone);
    expect(givenUp).toBe(true);
  });

  it("that ends early breaks off a file nobody reads yet, and nothing else", async () => {
    const late: FormHandlers["file"] = async (_name, content, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      content.resume();
    };
    const body = file("a.txt", "half").slice(0, -2);
    await expect(parse(body, type, { file: late, sizes: [100_000] })).rejects.toMatchObject({ status: 400 });
  });

  it("is read no faster than its files are taken", async () => {
    const piece = Buffer.alloc(64 * 1024);
    const pieces = 100;
    let sent = 0;
    async function* body() {
      yield Buffer.from(file("large.bin", "").slice(0, -2));
      for (; sent < pieces; sent += 1) {
        yield piece;
      }
      yield Buffer.from("\r\n--b--");
    }
    let [taken, furthestAhead] = [0, 0];
    await parse(Readable.from(body()), type, {
      async file(_name, content) {
        for await (const chunk of content as AsyncIterable<Buffer>) {
          await new Promise((resolve) => setImmediate(resolve));
          taken += chunk.length;
          furthestAhead = Math.max(furthestAhead, sent * piece.length - taken);
        }
      },
    });
    expect(taken).toBe(pieces * piece.length);
    expect(furthestAhead).toBeLessThan(40 * piece.length);
  });
});
