import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Options, ZipFile } from "yazl";
import { FootnoteError } from "../core/errors.js";
import type { BackupFile, BackupManifest } from "./manifest.js";
import { MANIFEST } from "./names.js";

/** What goes into a backup under a name: a file on disk, or a text. */
export type ArchiveSource =
  | { readonly name: string; readonly file: string; readonly bytes?: number }
  | { readonly name: string; readonly text: string };

/** Most of an index is vectors, of which a higher level makes little less in several times the time. */
const COMPRESSION_LEVEL = 1;

/** What is read once it is its turn: how much it was, and its hash, are known when it has been. */
interface HashedStream {
  readonly stream: Readable;
  readonly described: () => BackupFile;
}

/**
 * Writes a zip archive with the manifest as its last file, since checksums are known only then.
 * @param describe makes the manifest
 * @returns how many bytes were written
 * @throws FootnoteError `backup_failed` if a file changes meanwhile; an Error of what can't be read or written
 */
export async function writeArchive(
  target: Writable,
  sources: readonly ArchiveSource[],
  describe: (files: readonly BackupFile[]) => BackupManifest,
  signal: AbortSignal | undefined,
): Promise<number> {
  const zip = new ZipFile();
  const files: BackupFile[] = [];
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const output = Readable.from(zip.outputStream);
  zip.on("error", (error: Error) => output.destroy(error));
  for (const source of sources) {
    addLazily(zip, source.name, async () => {
      const { stream, described } = await openHashed(source);
      stream.once("end", () => files.push(described()));
      stream.once("error", (error) => zip.emit("error", error));
      return stream;
    });
  }
  addLazily(zip, MANIFEST, async () =>
    Readable.from([Buffer.from(`${JSON.stringify(describe(files), null, 2)}\n`)]),
  );
  zip.end();
  await pipeline(output, counter, target, ...(signal === undefined ? [] : [{ signal }]));
  return bytes;
}

function addLazily(zip: ZipFile, name: string, open: () => Promise<Readable>): void {
  const options: Partial<Options> = { compressionLevel: COMPRESSION_LEVEL, mode: 0o100600 };
  zip.addReadStreamLazy(name, options, (done) => {
    open().then(
      (stream) => done(null, stream),
      (error: unknown) => zip.emit("error", error),
    );
  });
}

async function openHashed(source: ArchiveSource): Promise<HashedStream> {
  const { name } = source;
  if ("text" in source) {
    return hashed(Readable.from([Buffer.from(source.text)]), { name, modifiedMs: 0 });
  }
  const { file, bytes } = source;
  const { size, mtimeMs } = await stat(file);
  const length = bytes ?? size;
  const input =
    length === 0
      ? Readable.from([])
      : createReadStream(file, { start: 0, end: length - 1, highWaterMark: 1 << 20 });
  return hashed(input, { name, modifiedMs: Math.max(Math.trunc(mtimeMs), 0) }, length);
}

/** @param expected how many bytes there must be */
function hashed(
  input: Readable,
  about: Pick<BackupFile, "name" | "modifiedMs">,
  expected?: number,
): HashedStream {
  const hash = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const isWhole = expected === undefined || bytes === expected;
      done(isWhole ? null : changedMeanwhile(about.name));
    },
  });
  input.once("error", (error) => stream.destroy(error));
  input.pipe(stream);
  return { stream, described: () => ({ ...about, bytes, sha256: hash.digest("hex") }) };
}

function changedMeanwhile(name: string): FootnoteError {
  return new FootnoteError(
    "backup_failed",
    `${name} became shorter while it was read. Run the backup again when nobody writes to it.`,
  );
}
