import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scan } from "../../../src/ingest/scan.js";
import { makeZip, type ZipEntry } from "../../support/documents/make-zip.js";

describe("scanning a zip archive", () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-scan-zip-"));
  });

  afterEach(() => rm(dir, { recursive: true }));

  async function scanned(entries: readonly (string | ZipEntry)[], patterns?: string) {
    const zip = makeZip(entries.map((entry) => (typeof entry === "string" ? { name: entry } : entry)));
    await writeFile(join(dir, "a.zip"), zip);
    if (patterns !== undefined) {
      await writeFile(join(dir, ".footnoteignore"), patterns);
    }
    return scan(dir);
  }

  async function paths(entries: readonly (string | ZipEntry)[], patterns?: string): Promise<string[]> {
    return (await scanned(entries, patterns)).files.map(({ path }) => path);
  }

  it("lists what it holds like a folder of its name, with unpacked sizes and its own time", async () => {
    await mkdir(join(dir, "sub"));
    await writeFile(join(dir, "sub/Old.ZIP"), makeZip([{ name: "deep/b.pdf", content: "12345" }]));
    const { files, skipped, ignored } = await scanned([{ name: "photo.raw", content: "1" }, "folder/"]);
    expect(files).toEqual([
      {
        path: "a.zip/photo.raw",
        absolute: expect.stringMatching(/a\.zip$/),
        bytes: 1,
        modifiedMs: expect.any(Number),
        zipped: { offset: 0, compressedBytes: 3, bytes: 1, method: 8, crc32: 0x83dcefb7 },
      },
      expect.objectContaining({ path: "sub/Old.ZIP/deep/b.pdf", bytes: 5 }),
    ]);
    expect({ skipped, ignored }).toEqual({ skipped: [], ignored: 0 });
  });

  it("passes over hidden files and what macOS adds", async () => {
    expect(await paths([".env", ".git/config.txt", "__MACOSX/._a.txt", "./a.txt", "b//c.txt"])).toEqual([
      "a.zip/a.txt",
      "a.zip/b/c.txt",
    ]);
  });

  it("leaves out what the patterns of the folder around it name", async () => {
    const entries = ["drafts/a.txt", "drafts/old/b.txt", "c.log", "keep.log", "d.txt"];
    const { files, ignored } = await scanned(entries, "drafts/\n*.log\n!keep.log\n");
    expect(files.map(({ path }) => path)).toEqual(["a.zip/d.txt", "a.zip/keep.log"]);
    expect(ignored).toBe(2);
    for (const pattern of ["*.zip", "a.zip/", "/a.zip"]) {
      expect(await scanned(entries, pattern), pattern).toMatchObject({ files: [], ignored: 1 });
    }
    expect(await paths(entries, "/a.zip/drafts/\n/a.zip/*.log")).toEqual(["a.zip/d.txt"]);
  });

  it("skips names that lead out of it, links, other compressions and archives in it", async () => {
    const { files, skipped } = await scanned([
      "fine.txt",
      "../up.txt",
      "/etc/absolute.txt",
      "C:\\windows.txt",
      "a\u001b.txt",
      { name: "link.txt", content: "/etc/hostname", mode: 0o120777 },
      { name: "new.txt", method: 93 },
      "inner.zip",
    ]);
    expect(files.map(({ path }) => path)).toEqual(["a.zip/fine.txt"]);
    expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      "a.zip/../up.txt": expect.stringContaining("leads out"),
      "a.zip/etc/absolute.txt": expect.stringContaining("leads out"),
      "a.zip/C:/windows.txt": expect.stringContaining("leads out"),
      "a.zip/a\u001b.txt": expect.stringContaining("control characters"),
      "a.zip/link.txt": expect.stringContaining("symbolic links"),
      "a.zip/new.txt": expect.stringContaining("method 93"),
      "a.zip/inner.zip": expect.stringContaining("inside another"),
    });
  });

  it("reads names in UTF-8, said or not, and in code page 437", async () => {
    const entries: ZipEntry[] = [
      { name: "größe.txt" },
      { name: "", rawName: Buffer.from("übung.txt") },
      { name: "", rawName: Buffer.from([0x99, ...Buffer.from("l.txt")]) },
    ];
    expect(await paths(entries)).toEqual(["a.zip/größe.txt", "a.zip/Öl.txt", "a.zip/übung.txt"]);
  });

  it("takes the last of several files with the same name", async () => {
    const { files } = await scanned([
      { name: "a.txt", content: "1" },
      { name: "./a.txt", content: "123" },
    ]);
    expect(files).toEqual([expect.objectContaining({ path: "a.zip/a.txt", bytes: 3 })]);
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ["damaged", () => makeZip([{ name: "a.txt" }]).subarray(0, 40), /whole zip archive/],
    ["empty", () => new Uint8Array(), /whole zip archive/],
    ["without files", () => makeZip([{ name: "folder/" }]), /no files/],
    ["encrypted", () => makeZip([{ name: "a.txt" }, { name: "b.txt", encrypted: true }]), /password/],
    ["too long", () => makeZip(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}` }))), /10000/],
    ["overlapping", () => overlapping(), /overlap/],
  ])("skips an archive that is %s, and goes on", async (_, bytes, reason) => {
    await writeFile(join(dir, "bad.zip"), bytes());
    const { files, skipped, unreadable } = await scanned(["a.txt"]);
    expect(files.map(({ path }) => path)).toEqual(["a.zip/a.txt"]);
    expect(skipped).toEqual([{ path: "bad.zip", reason: expect.stringMatching(reason) }]);
    expect(unreadable).toEqual([]);
  });
});

/** An archive whose directory names the same content again and again. */
function overlapping(): Uint8Array {
  const zip = Buffer.from(makeZip([{ name: "a.txt", content: "x".repeat(100) }]));
  const start = zip.indexOf("PK\x01\x02");
  const end = zip.indexOf("PK\x05\x06");
  const entry = zip.subarray(start, end);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(200, 8);
  tail.writeUInt16LE(200, 10);
  const entries = Array.from({ length: 200 }, (_, i) => {
    const other = Buffer.from(entry);
    // One byte names the file; the declared compressed size is as large as the archive.
    other.writeUInt8(0x30 + (i % 10), 46);
    other.writeUInt32LE(5000, 20);
    return other;
  });
  return Buffer.concat([zip.subarray(0, start), ...entries, tail]);
}
