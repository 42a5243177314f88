import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { LoadedDocument } from "../../core/document.js";
import { FootnoteError } from "../../core/errors.js";
import type { Loader, TextRecogniser } from "../../core/ports/loader.js";
import { readZipped, type ZippedContent } from "../../documents/archive/zipped-files.js";
import { findLoader } from "../../documents/find-loader.js";
import { partLoader } from "../../documents/load-part.js";
import { createTesseract } from "../../documents/ocr/tesseract.js";
import { splitDocument } from "../../passages/split-document.js";
import type { LoadOrder, LoadRequest, LoadResult } from "./protocol.js";

/**
 * How a file is opened: a symbolic link isn't followed, and opening a pipe without a writer doesn't block. Windows
 * has neither flag.
 */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** How much is read at a time, at least for a file that says it is small, and at most. */
const LEAST_READ_BYTES = 16 * 1024;
const READ_BYTES = 1024 * 1024;

/**
 * Reads a file, and unless its content is known makes a document of it and cuts that.
 * @param onPage called whenever OCR is done with a page
 */
export async function loadFile(order: LoadOrder, onPage: () => void): Promise<LoadResult> {
  const { request, limits } = order;
  const bytes = await read(request, limits.fileBytes);
  if (!(bytes instanceof Uint8Array)) {
    return { state: "failed", ...bytes };
  }
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  const content = { contentHash, bytes: bytes.byteLength };
  if (contentHash === request.knownHash) {
    return { state: "unchanged", ...content };
  }
  const loader = await loaderOf(request);
  if (loader === undefined) {
    return {
      state: "failed",
      reason: "the loader for its format can't be started; run npm ci",
      transient: true,
    };
  }
  try {
    const recogniser = recogniserOf(order, onPage);
    const tools = { recogniser, loadPart: partLoader(recogniser) };
    const document = await loader.load(bytes, request.path, limits, tools);
    const noticed = { ...document, notices: noticesOf(document, bytes) };
    return {
      state: "loaded",
      ...content,
      format: loader.format,
      document: noticed,
      split: splitDocument(document),
    };
  } catch (error) {
    return { state: "failed", reason: reasonOf(error), transient: false };
  }
}

/** What the loader says; that there is no text is said even if the loader doesn't. */
function noticesOf({ text, notices }: LoadedDocument, bytes: Uint8Array): readonly string[] {
  if (notices.length > 0 || text.trim() !== "") {
    return notices;
  }
  return [bytes.byteLength === 0 ? "the file is empty" : "holds no text that can be read"];
}

/** Why there is no content. */
interface ReadFailure {
  readonly reason: string;
  readonly transient: boolean;
}

async function read({ absolute, zipped }: LoadRequest, maxBytes: number): Promise<Uint8Array | ReadFailure> {
  let file: FileHandle | undefined;
  try {
    file = await open(absolute, OPEN_FLAGS);
    const stat = await file.stat();
    if (!stat.isFile()) {
      return { reason: "not a regular file", transient: true };
    }
    return zipped === undefined
      ? ((await readUpTo(file, maxBytes, stat.size)) ?? tooLarge(maxBytes))
      : await unpack(file, zipped, maxBytes);
  } catch (error) {
    return { reason: whyNotOpened(error), transient: true };
  } finally {
    await file?.close();
  }
}

/**
 * @param size how large the file seems to be: most are small, and are read at once
 * @returns undefined if there is more; what counts is what is read, since a file may grow meanwhile
 */
async function readUpTo(file: FileHandle, maxBytes: number, size: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // One byte more than there should be shows that there isn't any.
  const chunkBytes = Math.min(Math.max(LEAST_READ_BYTES, size + 1), READ_BYTES);
  while (length <= maxBytes) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes));
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
    // Less is read than was asked for at the end of a file, and where a signal interrupts.
    if (bytesRead === 0 || (bytesRead < chunkBytes && length >= size)) {
      break;
    }
  }
  return length > maxBytes ? undefined : Buffer.concat(chunks, length);
}

async function unpack(
  archive: FileHandle,
  zipped: ZippedContent,
  maxBytes: number,
): Promise<Uint8Array | ReadFailure> {
  try {
    return (await readZipped(archive, zipped, maxBytes)) ?? tooLarge(maxBytes);
  } catch {
    return { reason: "the file is damaged in its zip archive; pack it again", transient: false };
  }
}

function tooLarge(maxBytes: number): ReadFailure {
  const megabytes = Math.floor(maxBytes / 1_000_000);
  const limit = megabytes > 0 ? `${megabytes} MB` : `${maxBytes} bytes`;
  return { reason: `the file is larger than ${limit}; split it, or raise MAX_FILE_BYTES`, transient: false };
}

function whyNotOpened(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  if (code === "ENOENT") {
    return "the file was removed meanwhile";
  }
  if (code === "ELOOP") {
    return "symbolic links aren't followed";
  }
  return `the file can't be opened (${code})`;
}

/** @returns undefined if the parser behind the loader isn't installed rightly */
async function loaderOf({ path }: LoadRequest): Promise<Loader | undefined> {
  try {
    return await findLoader(path);
  } catch {
    return undefined;
  }
}

/** The time for a page is enough to draw it and to recognise it, one after the other. */
function recogniserOf({ ocr, limits }: LoadOrder, onPage: () => void): TextRecogniser | undefined {
  return ocr && createTesseract(ocr, { timeoutMs: limits.timeoutMs / 2, onPage });
}

/** Only messages of loaders are meant to be read, and only they are known to hold no path of this machine. */
function reasonOf(error: unknown): string {
  if (FootnoteError.is(error)) {
    return error.message;
  }
  return `the parser failed on it (${error instanceof Error ? error.name : "unknown error"})`;
}
