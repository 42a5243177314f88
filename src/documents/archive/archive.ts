import type { Readable } from "node:stream";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { FootnoteError } from "../../core/errors.js";
import type { LoadLimits } from "../../core/ports/loader.js";
import { unreadable } from "../unreadable.js";

/**
 * The most files in an archive: more than any document has, and few enough to list, since a list of millions of empty
 * files would fill the memory, too.
 */
const MAX_ENTRIES = 10_000;

/** The signature of a compound file, in which Office wraps a file that is protected by a password. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * A zip file in memory, guarded against malicious archives. Opening it rejects names that lead out of the archive,
 * encryption and too many files. Bytes are counted as they are inflated, whatever sizes the archive declares.
 */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #path: string;
  readonly #maxBytes: number;
  #unpacked = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, path: string, limits: LoadLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#path = path;
    this.#maxBytes = limits.unpackedBytes;
  }

  /**
   * @param path of the file, for messages
   * @throws FootnoteError `unreadable_document` if the bytes aren't a zip file or one that isn't safe to read
   */
  static async open(bytes: Uint8Array, path: string, limits: LoadLimits): Promise<Archive> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (buffer.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) {
      throw unreadable(
        path,
        "is protected by a password or in an older format; save it without one, in the current format",
      );
    }
    try {
      const zip = await fromBufferPromise(buffer);
      return new Archive(zip, await readEntries(zip, path), path, limits);
    } catch (error) {
      throw asUnreadable(path, error);
    }
  }

  /** The names of the files, with `/`, in the order of the archive. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * The content of a file, inflated now.
   * @throws FootnoteError `unreadable_document` if there is no such file, it is damaged, or all that was
   *   inflated of this archive goes beyond the limit
   */
  async read(name: string): Promise<Buffer> {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      throw unreadable(this.#path, `has no ${name} inside; save it again`);
    }
    try {
      return await this.#collect(await this.#zip.openReadStreamPromise(entry));
    } catch (error) {
      throw asUnreadable(this.#path, error);
    }
  }

  async #collect(stream: Readable): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) {
        continue;
      }
      this.#unpacked += chunk.length;
      if (this.#unpacked > this.#maxBytes) {
        throw unreadable(
          this.#path,
          `unpacks to more than ${this.#maxBytes} bytes; split it, or raise MAX_UNPACKED_BYTES`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}

async function readEntries(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) {
    throw unreadable(path, `holds more than ${MAX_ENTRIES} files`);
  }
  const entries = new Map<string, Entry>();
  // yauzl refuses names that are absolute or hold `..`, and makes `\` a `/`.
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) {
      throw unreadable(path, "is encrypted; save it without a password");
    }
    if (!entry.fileName.endsWith("/")) {
      entries.set(entry.fileName, entry);
    }
  }
  return entries;
}

function asUnreadable(path: string, error: unknown): FootnoteError {
  if (FootnoteError.is(error)) {
    return error;
  }
  return unreadable(
    path,
    "isn't a whole zip archive, as files of this format are; copy or save it again",
    error,
  );
}
