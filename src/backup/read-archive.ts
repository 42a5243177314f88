import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, statfs } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { FootnoteError } from "../core/errors.js";
import { backupDamaged, invalidBackup } from "./errors.js";
import { type BackupFile, type BackupManifest, parseManifest } from "./manifest.js";
import { MANIFEST } from "./names.js";

/** More files than a folder of documents has, and few enough to be listed in memory. */
const MAX_FILES = 200_000;

/** What so many files need, with long names. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** Of the mode that Unix programs put in an entry: what kind of file it is, and that it is a regular one. */
const KIND_MASK = 0o170000;
const REGULAR = 0o100000;

/** A backup whose manifest was read; its files haven't been checked yet. */
export class BackupArchive {
  readonly manifest: BackupManifest;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, manifest: BackupManifest) {
    this.#zip = zip;
    this.#entries = entries;
    this.manifest = manifest;
  }

  /**
   * Opens a backup and checks that it holds what its manifest says, by names and sizes: no links, no folders, nothing
   * twice, nothing else.
   * @throws FootnoteError `invalid_backup`, `backup_damaged`, `backup_too_new`
   */
  static async open(file: string): Promise<BackupArchive> {
    const zip = await openZip(file);
    try {
      const entries = await readEntries(zip);
      const manifest = await readManifest(zip, entries.get(MANIFEST));
      checkEntries(manifest, entries);
      return new BackupArchive(zip, entries, manifest);
    } catch (error) {
      zip.close();
      throw FootnoteError.is(error) ? error : backupDamaged("It can't be read through.", error);
    }
  }

  /**
   * Unpacks every file into a folder of its own, by its name in the backup, and checks it.
   * @throws FootnoteError `backup_damaged`; `backup_failed` if the disk has no room for it
   */
  async unpack(folder: string, signal: AbortSignal | undefined): Promise<void> {
    await checkRoom(this.manifest.files, folder);
    for (const file of this.manifest.files) {
      await this.#unpackFile(file, path.join(folder, file.name), signal);
    }
  }

  close(): void {
    this.#zip.close();
  }

  async #unpackFile(
    { name, sha256 }: BackupFile,
    target: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      throw backupDamaged(`${JSON.stringify(name)} is missing.`);
    }
    await mkdir(path.dirname(target), { recursive: true });
    const hash = createHash("sha256");
    const hashing = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      // yauzl ends the stream with an error as soon as it inflates to more than the entry says.
      const content = await this.#zip.openReadStreamPromise(entry);
      const output = createWriteStream(target, { flags: "wx", mode: 0o600 });
      await pipeline(content, hashing, output, ...(signal === undefined ? [] : [{ signal }]));
    } catch (error) {
      throw isFault(error) ? error : backupDamaged(`${JSON.stringify(name)} can't be unpacked.`, error);
    }
    if (hash.digest("hex") !== sha256) {
      throw backupDamaged(`${JSON.stringify(name)} isn't what was backed up.`);
    }
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { autoClose: false });
  } catch (error) {
    if (isFault(error)) {
      throw invalidBackup("The backup can't be opened.", error);
    }
    throw invalidBackup("The file isn't a backup, or its end is missing.", error);
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_FILES) {
    throw invalidBackup(`The file holds more than ${MAX_FILES} files, as no backup does.`);
  }
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      addEntry(entry, entries);
    }
  } catch (error) {
    // Also of yauzl, which refuses names that are absolute or lead out by `..`.
    throw FootnoteError.is(error)
      ? error
      : invalidBackup("The file's list of what it holds is wrong.", error);
  }
  return entries;
}

function addEntry(entry: Entry, entries: Map<string, Entry>): void {
  const { fileName } = entry;
  const kind = (entry.externalFileAttributes >>> 16) & KIND_MASK;
  if (entry.isEncrypted() || kind !== REGULAR || entries.has(fileName)) {
    throw invalidBackup(
      `The file holds ${JSON.stringify(fileName)} twice, encrypted or as a link, as no backup does.`,
    );
  }
  entries.set(fileName, entry);
}

async function readManifest(zip: ZipFile, entry: Entry | undefined): Promise<BackupManifest> {
  if (entry === undefined || entry.uncompressedSize > MAX_MANIFEST_BYTES) {
    throw invalidBackup("The file isn't a backup.");
  }
  const manifest = parseManifest(await text(await zip.openReadStreamPromise(entry)));
  if (manifest === undefined) {
    throw invalidBackup("The file has no manifest of a backup.");
  }
  return manifest;
}

function checkEntries({ files }: BackupManifest, entries: ReadonlyMap<string, Entry>): void {
  const names = new Set(files.map(({ name }) => name));
  if (names.size !== files.length || entries.size !== files.length + 1) {
    throw backupDamaged("It doesn't hold the files that it should.");
  }
  for (const { name, bytes } of files) {
    if (entries.get(name)?.uncompressedSize !== bytes) {
      throw backupDamaged(`${JSON.stringify(name)} is missing or has another size.`);
    }
  }
}

/** Sizes are those that files can't outgrow when they are unpacked, so this also holds for a malicious archive. */
async function checkRoom(files: readonly BackupFile[], folder: string): Promise<void> {
  const needed = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const { bavail, bsize } = await statfs(folder);
  if (needed > bavail * bsize) {
    throw new FootnoteError(
      "backup_failed",
      `The backup needs ${needed} bytes when it is unpacked, and the disk of the index has ${bavail * bsize}. Make room, or check where the backup is from. Nothing was changed.`,
    );
  }
}

/** Whether it is an error of the operating system or an abort, rather than of the content. */
function isFault(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || ("syscall" in error && "errno" in error));
}
