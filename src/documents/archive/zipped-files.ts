import { isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import {
  Entry,
  fromFdPromise,
  getFileNameLowLevel,
  openPromise,
  validateFileName,
  type ZipFile,
} from "yauzl";

/** The most files in an archive: few enough to be listed anew whenever the folder is compared with the index. */
const MAX_ENTRIES = 10_000;

/** Of the general purpose flags (APPNOTE 4.4.4): the name is in UTF-8. */
const UTF8_FLAG = 0x800;

/** Systems of "version made by" (APPNOTE 4.4.2) that keep a file's Unix mode in its external attributes. */
const UNIX_SYSTEMS = new Set([3, 19]);
const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** Where the content of a file lies in a zip archive, as the archive's central directory has it (APPNOTE 4.3.12). */
export interface ZippedContent {
  /** Of its local header. */
  readonly offset: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** 0 for stored, 8 for deflated. */
  readonly method: number;
  readonly crc32: number;
}

/** A file of an archive. */
export interface ZippedFile {
  /** With `/`, and without `.` and empty parts. */
  readonly name: string;
  readonly content: ZippedContent;
  /** Why it can't be read, or null. */
  readonly fault: string | null;
}

/** What an archive holds, or why it can't be told. */
export type ZipListing = { readonly files: readonly ZippedFile[] } | { readonly fault: string };

/**
 * Lists the files of a zip archive on disk. Only its central directory is read. Of files with the same name the last
 * counts, as for programs that unpack.
 * @throws Error of the system if the archive can't be opened or read
 */
export async function listZip(absolute: string): Promise<ZipListing> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(absolute, { autoClose: false, decodeStrings: false });
    return zip.entryCount > MAX_ENTRIES
      ? { fault: `it holds more than ${MAX_ENTRIES} files; unpack it into a folder` }
      : await listEntries(zip);
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      throw error;
    }
    return { fault: "it isn't a whole zip archive; copy or pack it again" };
  } finally {
    zip?.close();
  }
}

async function listEntries(zip: ZipFile): Promise<ZipListing> {
  const files = new Map<string, ZippedFile>();
  let compressedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    if (name.endsWith("/")) {
      continue;
    }
    if (entry.isEncrypted()) {
      return { fault: "it is encrypted; pack it without a password" };
    }
    compressedBytes += entry.compressedSize;
    // Otherwise a small archive could hold the same large content ten thousand times.
    if (compressedBytes > zip.fileSize || !Number.isSafeInteger(entry.uncompressedSize)) {
      return { fault: "its files overlap or have impossible sizes; pack it again" };
    }
    const file = { name: withoutDots(name), content: contentOf(entry), fault: faultOf(entry, name) };
    files.set(file.name, file);
  }
  return { files: [...files.values()] };
}

/** macOS and others write UTF-8 without saying so; what isn't valid UTF-8 is in code page 437. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_FLAG : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

function withoutDots(name: string): string {
  return name
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

function contentOf(entry: Entry): ZippedContent {
  return {
    offset: entry.relativeOffsetOfLocalHeader,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    method: entry.compressionMethod,
    crc32: entry.crc32,
  };
}

function faultOf(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null) {
    return "its name leads out of the archive; rename it";
  }
  const system = entry.versionMadeBy >>> 8;
  const mode = entry.externalFileAttributes >>> 16;
  if (UNIX_SYSTEMS.has(system) && (mode & FILE_TYPE) === SYMBOLIC_LINK) {
    return "symbolic links aren't followed";
  }
  return entry.canDecodeFileData()
    ? null
    : `its compression (method ${entry.compressionMethod}) isn't supported; pack it with Deflate`;
}

/**
 * The content of a file in an archive, inflated now.
 * @param archive open for reading
 * @returns undefined if it has more than `maxBytes`
 * @throws Error if it isn't there, or is damaged
 */
export async function readZipped(
  archive: FileHandle,
  content: ZippedContent,
  maxBytes: number,
): Promise<Buffer | undefined> {
  if (content.bytes > maxBytes) {
    return undefined;
  }
  const zip = await fromFdPromise(archive.fd);
  const entry = Object.assign(new Entry(), {
    relativeOffsetOfLocalHeader: content.offset,
    compressedSize: content.compressedBytes,
    uncompressedSize: content.bytes,
    compressionMethod: content.method,
    generalPurposeBitFlag: 0,
  });
  const chunks: Buffer[] = [];
  // The stream fails at the first byte beyond the size that the archive declares.
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (Buffer.isBuffer(chunk)) {
      chunks.push(chunk);
    }
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== content.crc32) {
    throw new Error("The checksum is another one.");
  }
  return bytes;
}
