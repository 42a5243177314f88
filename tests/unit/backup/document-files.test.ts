import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listDocumentFiles, placeDocuments } from "../../../src/backup/document-files.js";
import type { BackupFile } from "../../../src/backup/manifest.js";

const MODIFIED_MS = 1_700_000_000_123;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-documents-"));
  await mkdir(at("documents"));
});
afterEach(() => rm(folder, { recursive: true }));

function at(...parts: readonly string[]): string {
  return path.join(folder, ...parts);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Puts files where a backup would have been unpacked. */
function unpacked(files: Readonly<Record<string, string>>): Promise<BackupFile[]> {
  return Promise.all(
    Object.entries(files).map(async ([relative, text]) => {
      const name = `documents/${relative}`;
      await write(at("unpacked", name), text);
      const sha256 = createHash("sha256").update(text).digest("hex");
      return { name, bytes: Buffer.byteLength(text), sha256, modifiedMs: MODIFIED_MS };
    }),
  );
}

/** Every file and folder below the documents folder with its content; names of replaced ones without their time. */
async function tree(): Promise<Record<string, string | null>> {
  const entries = await readdir(at("documents"), { recursive: true, withFileTypes: true });
  const content = entries.map(async (entry): Promise<[string, string | null]> => {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(at("documents"), file).replace(/^(\.footnote-replaced)-[^/]+/, "$1");
    return [name, entry.isFile() ? await readFile(file, "utf8") : null];
  });
  return Object.fromEntries(await Promise.all(content));
}

describe("the files of a documents folder", () => {
  it("are the regular ones, without hidden folders and what is left out", async () => {
    await write(at("documents/b/c.txt"), "c");
    await write(at("documents/a.txt"), "a");
    await write(at("documents/.footnoteignore"), "*.tmp");
    await write(at("documents/.git/config"), "x");
    await write(at("documents/index/index.sqlite"), "x");
    await write(at("documents/a\nb.txt"), "x");
    await symlink("/etc", at("documents/link"));
    expect(await listDocumentFiles(at("documents"), [at("documents/index")])).toEqual({
      paths: [".footnoteignore", "a.txt", "b/c.txt"],
      skipped: ["a\nb.txt", "link"],
    });
  });
});

describe("documents of a backup", () => {
  it("are put into the folder with their times; others in their places are kept, the rest stays", async () => {
    await write(at("documents/same.txt"), "same");
    await write(at("documents/deep/changed.txt"), "later");
    await write(at("documents/own.txt"), "own");
    const files = await unpacked({ "same.txt": "same", "deep/changed.txt": "then!", "new/new.txt": "new" });
    const placement = await placeDocuments(files, at("unpacked"), at("documents"));
    expect(placement.placed).toBe(2);
    expect(path.dirname(placement.replacedIn ?? "")).toBe(at("documents"));
    expect(await tree()).toEqual({
      "same.txt": "same",
      deep: null,
      "deep/changed.txt": "then!",
      "own.txt": "own",
      new: null,
      "new/new.txt": "new",
      ".footnote-replaced": null,
      ".footnote-replaced/deep": null,
      ".footnote-replaced/deep/changed.txt": "later",
    });
    expect(Math.trunc((await stat(at("documents/new/new.txt"))).mtimeMs)).toBe(MODIFIED_MS);
  });

  it("can be taken back", async () => {
    await write(at("documents/a.txt"), "later");
    await utimes(at("documents/a.txt"), 1000, 1000);
    const before = await tree();
    const files = await unpacked({ "a.txt": "then", "b/c.txt": "c" });
    const placement = await placeDocuments(files, at("unpacked"), at("documents"));
    expect(await tree()).not.toEqual(before);
    await placement.undo();
    expect(await tree()).toEqual(before);
    expect((await stat(at("documents/a.txt"))).mtimeMs).toBe(1_000_000);
  });

  it("aren't written through a link, nor over a folder, and then none is", async () => {
    await mkdir(at("elsewhere"));
    await symlink(at("elsewhere"), at("documents/link"));
    await write(at("documents/folder/a.txt"), "a");
    for (const blocked of ["link/a.txt", "folder", "folder/a.txt/b.txt"]) {
      const before = await tree();
      const files = await unpacked({ "first.txt": "1" });
      await rm(at("unpacked", "documents", "folder"), { recursive: true, force: true });
      files.push(...(await unpacked({ [blocked]: "2" })));
      await expect(placeDocuments(files, at("unpacked"), at("documents"))).rejects.toMatchObject({
        code: "backup_failed",
        message: expect.stringMatching(/Move it away/),
      });
      expect(await tree()).toEqual(before);
    }
    expect(await readdir(at("elsewhere"))).toEqual([]);
  });

  it("take the place of a link, which isn't followed", async () => {
    await writeFile(at("target.txt"), "untouched");
    await symlink(at("target.txt"), at("documents/a.txt"));
    await placeDocuments(await unpacked({ "a.txt": "then" }), at("unpacked"), at("documents"));
    expect(await readFile(at("documents/a.txt"), "utf8")).toBe("then");
    expect(await readFile(at("target.txt"), "utf8")).toBe("untouched");
  });
});
