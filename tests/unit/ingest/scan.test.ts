import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scan } from "../../../src/ingest/scan.js";
import { makeZip } from "../../support/documents/make-zip.js";

describe("scan", () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-scan-"));
  });

  afterEach(() => rm(dir, { recursive: true }));

  /** Writes files by their path, with the folders they are in. */
  async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(dir, path, ".."), { recursive: true });
      await writeFile(join(dir, path), text);
    }
  }

  async function paths(exclude?: readonly string[]): Promise<string[]> {
    return (await scan(dir, exclude)).files.map(({ path }) => path);
  }

  it("lists files with size and time, sorted, with their folders", async () => {
    await write({ "b.txt": "12345", "a/z/c.txt": "", "a/d.txt": "" });
    const { files, skipped, ignored } = await scan(dir);
    expect(files.map(({ path }) => path)).toEqual(["a/d.txt", "a/z/c.txt", "b.txt"]);
    expect(files[2]).toMatchObject({ bytes: 5, absolute: expect.stringMatching(/b\.txt$/) });
    expect(Number.isInteger(files[2]?.modifiedMs)).toBe(true);
    expect({ skipped, ignored }).toEqual({ skipped: [], ignored: 0 });
  });

  it("finds a file that is renamed meanwhile, under one of its names", async () => {
    const others = Array.from({ length: 200 }, (_, i) => [`${String(i).padStart(3, "0")}.txt`, ""]);
    await write(Object.fromEntries([...others, ["name-0.txt", ""]]));
    // At different moments of the scan: it looks at one file after another.
    for (let i = 0; i < 20; i++) {
      const scanned = paths();
      await setTimeout(i / 2);
      await rename(join(dir, `name-${i}.txt`), join(dir, `name-${i + 1}.txt`));
      expect((await scanned).filter((path) => path.startsWith("name-"))).toHaveLength(1);
    }
  });

  it("passes over hidden files and folders", async () => {
    await write({ ".env": "", ".git/config.txt": "", "a.txt": "" });
    expect(await paths()).toEqual(["a.txt"]);
  });

  it("doesn't follow symbolic links, to files or to folders", async () => {
    await write({ "sub/a.txt": "" });
    await symlink("/etc/hostname", join(dir, "link.txt"));
    await symlink(dir, join(dir, "sub", "circle"));
    const { files, skipped } = await scan(dir);
    expect(files.map(({ path }) => path)).toEqual(["sub/a.txt"]);
    expect(skipped).toEqual([
      { path: "link.txt", reason: expect.stringContaining("symbolic") },
      { path: "sub/circle", reason: expect.stringContaining("symbolic") },
    ]);
  });

  it("lists a folder that is reached by a symbolic link itself", async () => {
    await write({ "real/a.txt": "" });
    await symlink(join(dir, "real"), join(dir, "way"));
    expect((await scan(join(dir, "way"))).files.map(({ path }) => path)).toEqual(["a.txt"]);
  });

  it("leaves out what .footnoteignore names, and counts it", async () => {
    await write({
      ".footnoteignore": "# drafts\n*.draft.txt\n/build/\n!keep.draft.txt\n",
      "a.draft.txt": "",
      "keep.draft.txt": "",
      "a.txt": "",
      "build/b.txt": "",
      "build/c.txt": "",
      "sub/build/d.txt": "",
    });
    const { files, ignored } = await scan(dir);
    expect(files.map(({ path }) => path)).toEqual(["a.txt", "keep.draft.txt", "sub/build/d.txt"]);
    expect(ignored).toBe(2);
  });

  it("lets the patterns of a sub-folder add to and overrule those above", async () => {
    await write({
      ".footnoteignore": "*.log.txt\n",
      "a.log.txt": "",
      "sub/.footnoteignore": "!*.log.txt\n/x.txt\n",
      "sub/a.log.txt": "",
      "sub/x.txt": "",
      "sub/deep/x.txt": "",
      "x.txt": "",
    });
    expect(await paths()).toEqual(["sub/a.log.txt", "sub/deep/x.txt", "x.txt"]);
  });

  it("lets a sub-folder take a folder back that patterns above name", async () => {
    await write({
      ".footnoteignore": "build/\n*.log.txt\n",
      "build/a.txt": "",
      "sub/.footnoteignore": "!build/\n",
      "sub/build/deep/a.txt": "",
      "sub/build/b.txt": "",
      "sub/c.log.txt": "",
    });
    expect(await paths()).toEqual(["sub/build/b.txt", "sub/build/deep/a.txt"]);
  });

  it.each([
    "node_modules/x/index.md",
    "sub/Node_Modules/a.txt",
    "bower_components/a.txt",
    "venv/lib/python3.13/site-packages/a.txt",
    "x/__pycache__/a.txt",
    "x.egg-info/PKG-INFO.txt",
    "x-1.0.dist-info/a.txt",
    "@eaDir/a.txt",
    "lost+found/a.txt",
    "$RECYCLE.BIN/a.txt",
    "package-lock.json",
    "sub/Cargo.lock",
    "a.min.js",
    "a.js.map",
    "a.d.ts.map",
    "~$letter.docx",
    "Thumbs.db",
    "archive.zip",
  ])("leaves out %s by its name, and counts it", async (path) => {
    const zip = makeZip([{ name: "node_modules/a.txt" }]);
    await write({ "lock.json": "", "min.js": "", "node_modules.txt": "", "site/a.txt": "", "~a.docx": "" });
    await write({ [path]: path === "archive.zip" ? zip : "" });
    const { files, ignored } = await scan(dir);
    expect(files.map((file) => file.path)).toEqual([
      "lock.json",
      "min.js",
      "node_modules.txt",
      "site/a.txt",
      "~a.docx",
    ]);
    expect(ignored).toBe(1);
  });

  it("takes names back that .footnoteignore wants", async () => {
    await write({
      ".footnoteignore": "!node_modules/\n!package-lock.json\n",
      "node_modules/x/a.txt": "",
      "node_modules/x/site-packages/b.txt": "",
      "package-lock.json": "",
      "yarn.lock": "",
    });
    expect(await paths()).toEqual(["node_modules/x/a.txt", "package-lock.json"]);
  });

  it("doesn't look into excluded folders, however they are named", async () => {
    await write({ "a.txt": "", "index/b.txt": "" });
    await symlink(join(dir, "index"), `${dir}-link`);
    try {
      expect(await paths([join(dir, "x", "..", "index")])).toEqual(["a.txt"]);
      expect(await paths([`${dir}-link`])).toEqual(["a.txt"]);
    } finally {
      await rm(`${dir}-link`);
    }
  });

  it("passes over excluded files", async () => {
    await write({ "a.jsonl": "", "sub/a.jsonl": "" });
    expect(await paths([join(dir, "sub", "a.jsonl"), join(dir, "missing.jsonl")])).toEqual(["a.jsonl"]);
  });

  it("skips names that can't be shown or opened", async () => {
    await write({ "a\u001b[31m.txt": "", "a\nb.txt": "", "fine ü.txt": "" });
    await writeFile(
      Buffer.concat([Buffer.from(`${dir}/latin-`), Buffer.from([0xfc]), Buffer.from(".txt")]),
      "",
    );
    const { files, skipped } = await scan(dir);
    expect(files.map(({ path }) => path)).toEqual(["fine ü.txt"]);
    expect(skipped.map(({ reason }) => reason).sort()).toEqual([
      expect.stringContaining("control characters"),
      expect.stringContaining("control characters"),
      expect.stringContaining("Unicode"),
    ]);
  });

  it("goes on after a folder that can't be read, and says that what it holds isn't known", async () => {
    // A file in place of the patterns' file can be read; a folder can't, whoever runs the tests.
    await write({ "a.txt": "", "locked/.footnoteignore/x": "", "locked/b.txt": "" });
    const { files, skipped, unreadable } = await scan(dir);
    expect(files.map(({ path }) => path)).toEqual(["a.txt"]);
    expect(skipped).toEqual([{ path: "locked", reason: expect.stringContaining("can't be read") }]);
    expect(unreadable).toEqual(["locked/"]);
  });

  it("doesn't mind how deep folders lie", async () => {
    const path = `${"d/".repeat(1000)}a.txt`;
    await write({ [path]: "" });
    expect(await paths()).toEqual([path]);
  });

  it("says that the folder is missing, and how to mend it", async () => {
    await expect(scan(join(dir, "nowhere"))).rejects.toMatchObject({
      code: "documents_folder_missing",
      message: expect.stringContaining("--documents"),
    });
  });
});
