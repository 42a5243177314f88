import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { type BackupOptions, backUpToFile } from "../../../src/app/back-up.js";
import { importIndex } from "../../../src/app/import-index.js";
import { restoreBackup } from "../../../src/app/restore.js";
import type { RestoreCall } from "../../../src/app/restore-changes.js";
import { type Config, loadConfig } from "../../../src/config/config.js";
import { LocalDriver } from "../../../src/store/local/local-driver.js";
import { deflatedSpaces, makeZip, type ZipEntry } from "../../support/documents/make-zip.js";
import { openTemporaryFootnote, SHIPPED_DOCUMENTS } from "../../support/open-temporary-footnote.js";

const CALL: RestoreCall = { version: "0.0.0", withDocuments: true, keepEarlier: true, onNotice: () => {} };
const BACKUP: BackupOptions = { version: "0.0.0", withDocuments: true };
const REGULAR = 0o100600;

interface Manifest {
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

let folder = "";
let good = "";
let config: Config;
/** What a whole backup holds, by name. */
let parts: Map<string, Buffer>;
let manifest: Manifest;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-hostile-"));
  const footnote = await openTemporaryFootnote(SHIPPED_DOCUMENTS);
  good = at("good.zip");
  await backUpToFile(footnote.config, good, BACKUP);
  await footnote.close();
  config = loadConfig({ DOCUMENTS_DIR: at("documents"), INDEX_DIR: at("index") }, folder);
  parts = await contentOf(good);
  manifest = JSON.parse(String(parts.get("manifest.json"))) as Manifest;
  // What must stay.
  await restoreBackup(config, good, CALL);
});
afterAll(() => rm(folder, { recursive: true }));

function at(name: string): string {
  return path.join(folder, name);
}

async function contentOf(file: string): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(await readFile(file));
  const content = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    content.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return content;
}

function entries(change: Readonly<Record<string, Partial<ZipEntry>>> = {}): ZipEntry[] {
  return Array.from(parts, ([name, content]) => ({ name, content, mode: REGULAR, ...change[name] }));
}

/** Further files of which the manifest says what it should. */
function withFiles(...more: readonly ZipEntry[]): ZipEntry[] {
  const files = more.map(({ name, content = "", declaredSize }) => ({
    name,
    bytes: declaredSize ?? Buffer.byteLength(content),
    sha256: createHash("sha256").update(content).digest("hex"),
    modifiedMs: 0,
  }));
  const content = JSON.stringify({ ...manifest, files: [...manifest.files, ...files] });
  return [
    ...entries({ "manifest.json": { content } }),
    ...more.map((entry) => ({ mode: REGULAR, ...entry })),
  ];
}

function saying(change: object): ZipEntry[] {
  return entries({ "manifest.json": { content: JSON.stringify({ ...manifest, ...change }) } });
}

const INDEX_ENTRY = () => manifest.files.find(({ name }) => name === "index") ?? expect.fail("no index");

describe.each<[string, string, () => readonly ZipEntry[]]>([
  ["has no manifest", "invalid_backup", () => entries().filter(({ name }) => name !== "manifest.json")],
  ["has another program's manifest", "invalid_backup", () => entries({ "manifest.json": { content: "{}" } })],
  ["has a manifest that isn't JSON", "invalid_backup", () => entries({ "manifest.json": { content: "{" } })],
  ["is of a newer Footnote", "backup_too_new", () => saying({ footnoteBackup: 2, footnote: "9.0.0" })],
  ["is of another store", "invalid_backup", () => saying({ store: "postgres" })],
  [
    "was made with another embedding model",
    "fingerprint_mismatch",
    () => {
      const { index } = manifest as Manifest & { readonly index: { readonly fingerprint: object } };
      return saying({ index: { ...index, fingerprint: { ...index.fingerprint, revision: "other" } } });
    },
  ],
  ["lacks the index", "backup_damaged", () => entries().filter(({ name }) => name !== "index")],
  ["holds a file that nobody listed", "backup_damaged", () => [...entries(), { name: "x", mode: REGULAR }]],
  ["lists no index", "invalid_backup", () => saying({ files: [] }).slice(-1)],
  [
    "holds another index than it says",
    "backup_damaged",
    () => entries({ index: { content: Buffer.alloc(INDEX_ENTRY().bytes) } }),
  ],
  ["leads out of the folder", "invalid_backup", () => withFiles({ name: "documents/../../evil.txt" })],
  ["leads to the root", "invalid_backup", () => withFiles({ name: "/evil.txt" })],
  [
    "leads out by a name with backslashes",
    "invalid_backup",
    () => withFiles({ name: "documents\\..\\..\\evil.txt" }),
  ],
  [
    "holds a link",
    "invalid_backup",
    () => withFiles({ name: "documents/link", content: "/etc/passwd", mode: 0o120777 }),
  ],
  [
    "holds the same name twice",
    "invalid_backup",
    () => [...entries(), { name: "index", content: "x", mode: REGULAR }],
  ],
  ["is encrypted", "invalid_backup", () => entries({ index: { encrypted: true } })],
  [
    "holds a bomb that says that it is small",
    "backup_damaged",
    () => withFiles({ name: "documents/bomb.txt", deflated: deflatedSpaces(64), declaredSize: 10 }),
  ],
  [
    "says that it needs more room than any disk has",
    "backup_failed",
    () => withFiles(...Array.from({ length: 5_000 }, (_, i) => bombAt(i))),
  ],
])("a backup that %s", (_, code, make) => {
  it("is refused, and nothing is changed", async () => {
    const file = at("hostile.zip");
    await writeFile(file, makeZip(make()));
    await expectRefusal(file, code);
  });
});

function bombAt(i: number): ZipEntry {
  return { name: `documents/${i}`, deflated: Buffer.from([3, 0]), declaredSize: 0xfffffffe };
}

async function expectRefusal(source: string | Readable, code: string): Promise<void> {
  const before = await state();
  await expect(restoreBackup(config, source, CALL)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/\. /),
  });
  expect(await state()).toEqual(before);
  if (typeof source === "string") {
    await expect(importIndex(config, source, { onNotice: () => {} })).rejects.toMatchObject({ code });
    expect(await state()).toEqual(before);
  }
}

async function state(): Promise<unknown> {
  const store = await new LocalDriver(config.indexDir).open({ readOnly: true });
  const { generation, documents } = await store.info();
  await store.close();
  const names = async (of: string) => (await readdir(of)).filter((name) => !/-(wal|shm)$/.test(name)).sort();
  const texts = await Promise.all(
    (await names(config.documentsDir)).map((name) => readFile(path.join(config.documentsDir, name), "utf8")),
  );
  return { generation, documents, texts, index: await names(config.indexDir) };
}

it("a file that is no archive is called that, and so is one whose end is missing", async () => {
  const file = at("other.zip");
  await writeFile(file, "This is a text.");
  await expectRefusal(file, "invalid_backup");
  await writeFile(file, await readFile(good));
  await truncate(file, 2000);
  await expectRefusal(file, "invalid_backup");
  await expectRefusal(at("missing.zip"), "invalid_backup");
  await expectRefusal(Readable.from([Buffer.from("text")]), "invalid_backup");
});

it("a whole one is restored from a stream, too", async () => {
  const report = await restoreBackup(config, Readable.from([await readFile(good)]), CALL);
  expect(report).toMatchObject({ documents: 1, documentFiles: 0, replacedDocuments: null });
});
