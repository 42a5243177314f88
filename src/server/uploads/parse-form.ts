import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { HttpError } from "../http/errors.js";

/** What is done with the parts of a form. */
export interface FormHandlers {
  /**
   * Reads a file. While it does, the form is read only as far as the parser buffers.
   * @param fileName as the client sent it
   * @param signal aborts when the form fails; the content may then be incomplete
   */
  file(fileName: string, content: Readable, signal: AbortSignal): Promise<void>;
  /**
   * Reads a field that isn't a file. An error it throws rejects the form.
   * @param truncated whether the value was longer than 4096 bytes
   */
  field(name: string, value: string, truncated: boolean): void;
}

const LIMITS = { parts: 1000, fieldSize: 4096, headerPairs: 32, headerSize: 16_384 };

/**
 * The most of a part that is buffered, in bytes. It must be more than a socket reads at a time, 64 KiB: when a skipped
 * part fills the buffer, the parser (3.2.6) waits for ever.
 */
const FILE_HWM = 256 * 1024;

/**
 * Reads a form part by part (RFC 7578). Its promise settles after those of all file handlers, fulfilled or rejected.
 * @param contentType with the boundary
 * @param openBody called only if the type is right
 * @throws HttpError `unsupported_media_type` (415) if the type isn't that of a form, `malformed_form` (400) if
 *   it ends early or has too many parts; whatever a handler or the body throws
 */
export async function parseForm(
  contentType: string,
  openBody: () => Readable,
  handlers: FormHandlers,
): Promise<void> {
  const form = createParser(contentType);
  const body = openBody();
  const failure = new AbortController();
  // The first error is the reason; later ones are its consequences.
  const fail = (reason: unknown) => failure.abort(reason);
  const files: Promise<void>[] = [];

  form.on("file", (_field, content, fileName) => {
    // A form that ends early destroys its file's stream too, perhaps before the handler listens for errors.
    content.on("error", fail);
    files.push(handlers.file(unescapeQuotes(fileName), content, failure.signal).catch(fail));
  });
  form.on("field", (name, value, _nameTruncated, valueTruncated) => {
    try {
      handlers.field(name, value, valueTruncated);
    } catch (error) {
      fail(error);
    }
  });
  form.on("partsLimit", () => fail(malformed(`has more than ${LIMITS.parts} parts`)));
  form.on("error", () => fail(malformed("is broken or ends before its last boundary")));
  body.on("error", fail);

  // The form is done at its last boundary, where `pipeline` would wait for a body that is no longer read.
  await finished(body.pipe(form), { signal: failure.signal }).catch(fail);
  await Promise.all(files);
  if (failure.signal.aborted) {
    body.destroy();
  } else {
    body.resume();
  }
  failure.signal.throwIfAborted();
}

/** @throws HttpError `unsupported_media_type` (415) */
function createParser(contentType: string): BusboyInstance {
  if (/^multipart\/form-data\s*;/i.test(contentType)) {
    try {
      return new Busboy({
        headers: { "content-type": contentType },
        limits: LIMITS,
        fileHwm: FILE_HWM,
        // By default, the parser takes a part without a file name for a file if its type says so.
        isPartAFile: (_field, _type, fileName) => fileName !== undefined,
      });
    } catch {
      // The header has no boundary, or an invalid one.
    }
  }
  throw new HttpError(415, "unsupported_media_type", "Send the files as multipart/form-data.");
}

/** Browsers write a quotation mark as `%22`; the parser knows only the `\"` of other programs. */
function unescapeQuotes(fileName: string): string {
  return fileName.replaceAll("%22", '"');
}

function malformed(what: string): HttpError {
  return new HttpError(400, "malformed_form", `The form ${what}. Send it as multipart/form-data.`);
}
