import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadFile } from "../../../../src/ingest/loading/load-file.js";
import type { LoadRequest, LoadResult } from "../../../../src/ingest/loading/protocol.js";
import { scan } from "../../../../src/ingest/scan.js";
import { deflatedSpaces, makeZip, type ZipEntry } from "../../../support/documents/make-zip.js";
import { limits } from "../../../support/ingest/fakes.js";

describe("loading a file of a zip archive", () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-load-zip-"));
  });

  afterEach(() => rm(dir, { recursive: true }));

  /** Packs the files and loads the first. */
  async function load(entries: readonly ZipEntry[], more: Partial<LoadRequest> = {}): Promise<LoadResult> {
    await writeFile(join(dir, "a.zip"), makeZip(entries));
    const [request] = (await scan(dir)).files;
    if (request === undefined) {
      throw new Error("the archive holds no file");
    }
    return loadFile({ request: { ...request, ...more }, limits }, () => undefined);
  }

  it("reads and hashes its content, unless that is known", async () => {
    const content = "Bread is baked from flour.";
    const entries = [
      { name: "a.txt", content },
      { name: "b.txt", content: "Tea" },
    ];
    const contentHash = createHash("sha256").update(content).digest("hex");
    expect(await load(entries)).toMatchObject({
      state: "loaded",
      contentHash,
      bytes: content.length,
      document: { title: "A", text: content },
    });
    expect(await load(entries, { knownHash: contentHash })).toEqual({
      state: "unchanged",
      contentHash,
      bytes: content.length,
    });
  });

  it("reads an empty file, and one beside it", async () => {
    expect(await load([{ name: "a.txt" }, { name: "b.txt" }])).toMatchObject({ state: "loaded", bytes: 0 });
  });

  it.each<[string, Partial<ZipEntry>, RegExp]>([
    ["is too large", { content: " ".repeat(limits.fileBytes + 1) }, /larger than 1000 bytes.*MAX_FILE_BYTES/],
    ["is a bomb", { deflated: deflatedSpaces(100), declaredSize: 100 << 20 }, /larger than 1000 bytes/],
    ["is a bomb that lies", { deflated: deflatedSpaces(100), declaredSize: 100 }, /damaged/],
    ["is shorter than declared", { content: "ab", declaredSize: 3 }, /damaged/],
    ["has another checksum", { content: "ab", crc: 1 }, /damaged/],
    ["isn't deflated", { deflated: Buffer.from([255, 255, 255]), declaredSize: 3 }, /damaged/],
  ])("refuses one that %s", async (_, entry, reason) => {
    expect(await load([{ name: "a.txt", ...entry }])).toEqual({
      state: "failed",
      reason: expect.stringMatching(reason),
      transient: false,
    });
  });

  it("refuses what isn't at its place any more", async () => {
    const zipped = { offset: 7, compressedBytes: 5, bytes: 3, method: 8, crc32: 1 };
    expect(await load([{ name: "a.txt", content: "Tea" }], { zipped })).toMatchObject({
      state: "failed",
      reason: expect.stringContaining("damaged"),
    });
    await rm(join(dir, "a.zip"));
    const gone = { absolute: join(dir, "a.zip"), path: "a.zip/a.txt", zipped };
    expect(await loadFile({ request: gone, limits }, () => undefined)).toMatchObject({
      state: "failed",
      transient: true,
    });
  });
});
