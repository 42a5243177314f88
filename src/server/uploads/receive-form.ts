import { open, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FootnoteError } from "../../core/errors.js";
import { HttpError } from "../http/errors.js";
import type { DocumentsFolder } from "./documents-folder.js";
import { safeFileName, safeFolder } from "./file-name.js";
import { translateFolderError } from "./folder-errors.js";
import { parseForm } from "./parse-form.js";

/** A file that was received completely. */
export interface ReceivedFile {
  /** A name that is safe on every system; empty if none could be made from what the client sent. */
  readonly name: string;
  /** Where its content is for now. */
  readonly temporary: string;
}

/** A form that was received completely. */
export interface ReceivedForm {
  /** In the order they were sent. */
  readonly files: readonly ReceivedFile[];
  /** The folder the files are meant for, relative to the documents, part by part; empty is the documents' own. */
  readonly folder: readonly string[];
  /** Removes the files that are still at their temporary place. */
  discard(): Promise<void>;
}

/** How much longer than a file a form around it may be. */
const FORM_OVERHEAD = 1024 * 1024;

/**
 * Reads a form with files and writes them to disk. After an error none of its files is left there.
 * @param mostBytes of all files together
 * @throws HttpError `unsupported_media_type` (415), `malformed_form` (400), `body_too_large` (413);
 *   FootnoteError `invalid_request`, `aborted` if the client left, `disk_full`, `documents_folder_not_writable`
 */
export async function receiveForm(
  request: Request,
  folder: DocumentsFolder,
  mostBytes: number,
): Promise<ReceivedForm> {
  const files: (ReceivedFile & { readonly order: number })[] = [];
  let begun = 0;
  const discard = async () => {
    await Promise.all(files.map(({ temporary }) => rm(temporary, { force: true })));
  };
  let target: readonly string[] = [];
  try {
    const openBody = () => bodyOf(request, mostBytes + FORM_OVERHEAD);
    await parseForm(request.headers.get("content-type") ?? "", openBody, {
      async file(fileName, content, signal) {
        // The next file may be opened before this one is.
        const order = begun++;
        const name = safeFileName(fileName);
        const temporary = await folder.temporaryFile(path.extname(name));
        files.push({ name, temporary, order });
        // `wx` never opens an existing file. It is opened before data arrives, so that it can't be created after
        // `discard`.
        const file = await open(temporary, "wx");
        await pipeline(content, file.createWriteStream(), { signal });
      },
      field(name, value, truncated) {
        if (name === "folder") {
          target = readFolder(value, truncated);
        }
      },
    });
    return { files: files.toSorted((a, b) => a.order - b.order), folder: target, discard };
  } catch (cause) {
    await discard();
    if (request.signal.aborted) {
      throw new FootnoteError("aborted", "The client left.", { cause });
    }
    throw translateFolderError(cause);
  }
}

/** @throws HttpError `body_too_large` (413); as the stream's error if the length isn't told */
function bodyOf(request: Request, mostBytes: number): Readable {
  // Checked before the body is read: the server can drain only a body that nobody has started to read.
  if (Number(request.headers.get("content-length")) > mostBytes) {
    throw tooLarge(mostBytes);
  }
  const { body } = request;
  return body === null ? Readable.from([]) : Readable.fromWeb(body.pipeThrough(limitBytes(mostBytes)));
}

function limitBytes(mostBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let received = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, stream) {
      received += chunk.byteLength;
      if (received > mostBytes) {
        throw tooLarge(mostBytes);
      }
      stream.enqueue(chunk);
    },
  });
}

function tooLarge(mostBytes: number): HttpError {
  return new HttpError(
    413,
    "body_too_large",
    `The upload must have at most ${mostBytes} bytes. Send fewer files at a time, or raise MAX_FILE_BYTES.`,
  );
}

function readFolder(value: string, truncated: boolean): readonly string[] {
  if (truncated) {
    throw new FootnoteError("invalid_request", "folder: Too long.");
  }
  const parts = safeFolder(value.trim());
  if (parts === undefined) {
    throw new FootnoteError(
      "invalid_request",
      "folder: Must be a folder of the documents, such as `2024/letters`.",
    );
  }
  return parts;
}
