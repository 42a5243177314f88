import type { AnalysisVersion } from "../../core/analysis.js";
import type { DocumentSummary } from "../../core/document.js";
import { type ErrorCode, FootnoteError } from "../../core/errors.js";
import type { Store } from "../../core/ports/store.js";
import { isSupported, whyUnsupported } from "../../documents/find-loader.js";
import { ANALYSIS } from "../../ingest/analysis.js";
import type { IngestService } from "../../ingest/ingest-scheduler.js";
import type { LoadingPool } from "../../ingest/loading/loading-pool.js";
import { isZip } from "../../ingest/scan-zip.js";
import { checkZip, type Reading } from "./check-zip.js";
import type { DocumentsFolder } from "./documents-folder.js";
import type { ReceivedFile, ReceivedForm } from "./receive-form.js";

/** What documents are added with. */
export interface AddDependencies {
  readonly folder: DocumentsFolder;
  readonly store: Store;
  readonly loader: LoadingPool;
  readonly scheduler: IngestService;
  /** Says which formats are supported; by default those that need no OCR. */
  readonly analysis?: AnalysisVersion;
}

/** A file that wasn't taken. */
interface RefusedFile {
  readonly name: string;
  readonly reason: string;
}

/** What became of an upload; documents by their path. */
export interface AddResult {
  /** The files taken, as they are in the index now; of a zip archive those in it. */
  readonly documents: readonly DocumentSummary[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly failed: readonly RefusedFile[];
}

/**
 * Makes documents of the files of a form: each is read first, and only one that can be read is put into its
 * place, over a document of that name; then the index is brought up to date. Each file is judged alone. A zip archive
 * is taken if it holds a document.
 * @throws FootnoteError `unsupported_format`, `unreadable_document` if no file is taken; as `IngestService.ingest`
 */
export async function addDocuments(form: ReceivedForm, dependencies: AddDependencies): Promise<AddResult> {
  const { store, scheduler } = dependencies;
  const before = hashesByPath(await store.documents());
  const replaceable = [...before.keys(), ...(await store.failures()).map(({ path }) => path)];
  const taken: string[] = [];
  const failed: (RefusedFile & { readonly code: ErrorCode })[] = [];
  for (const file of form.files) {
    const path = [...form.folder, file.name].join("/");
    try {
      const mayReplace = replaceable.some((known) => isOf(known, path));
      await takeFile(file, path, mayReplace, dependencies);
      taken.push(path);
    } catch (error) {
      if (!FootnoteError.is(error)) {
        throw error;
      }
      failed.push({ name: file.name, reason: error.message, code: error.code });
    }
  }
  if (taken.length === 0) {
    throw nothingTaken(failed);
  }

  const report = await scheduler.ingest();
  const documents = (await store.documents()).filter(({ path }) => taken.some((file) => isOf(path, file)));
  const indexed = hashesByPath(documents);
  const notIndexed = taken.filter((file) => !documents.some(({ path }) => isOf(path, file)));
  // Such as a file that `.footnoteignore` excludes: it would be stored but never searched.
  await Promise.all(notIndexed.map((path) => dependencies.folder.remove(path)));
  const unread = [...report.failed, ...report.skipped];
  const inArchives = unread.filter(({ path }) => taken.some((file) => path !== file && isOf(path, file)));
  return {
    documents,
    added: [...indexed.keys()].filter((path) => !before.has(path)),
    changed: [...indexed]
      .filter(([path, hash]) => before.has(path) && before.get(path) !== hash)
      .map(([path]) => path),
    unchanged: [...indexed].filter(([path, hash]) => before.get(path) === hash).map(([path]) => path),
    failed: [
      ...failed.map(({ name, reason }) => ({ name, reason })),
      ...notIndexed.map((file) => ({
        name: file,
        reason:
          unread.find(({ path }) => path === file)?.reason ??
          ".footnoteignore or the built-in list of names leaves it out",
      })),
      ...inArchives.map(({ path, reason }) => ({ name: path, reason })),
    ],
  };
}

/** Whether a document is a file, or lies in it if that is a zip archive. */
function isOf(path: string, file: string): boolean {
  return path === file || (isZip(file) && path.startsWith(`${file}/`));
}

function hashesByPath(documents: readonly DocumentSummary[]): ReadonlyMap<string, string> {
  return new Map(documents.map(({ path, contentHash }) => [path, contentHash]));
}

/** @throws FootnoteError with the reason why the file isn't taken */
async function takeFile(
  { name, temporary }: ReceivedFile,
  path: string,
  mayReplace: boolean,
  { folder, loader, analysis = ANALYSIS }: AddDependencies,
): Promise<void> {
  if (name === "") {
    throw new FootnoteError("unsupported_format", "The file has no name that could be used.");
  }
  if (isZip(path)) {
    await checkZip(temporary, path, { loader, analysis });
  } else {
    await checkFile({ name, temporary }, path, { loader, analysis });
  }
  await folder.place(temporary, path, mayReplace);
}

async function checkFile(
  { name, temporary }: ReceivedFile,
  path: string,
  { loader, analysis }: Reading,
): Promise<void> {
  if (!isSupported({ path }, analysis)) {
    throw new FootnoteError("unsupported_format", `${name}: ${whyUnsupported(path)}`);
  }
  const result = await loader.load({ absolute: temporary, path });
  if (result.state === "failed") {
    throw new FootnoteError("unreadable_document", result.reason);
  }
}

function nothingTaken(failed: readonly (RefusedFile & { readonly code: ErrorCode })[]): FootnoteError {
  const [first, ...others] = failed;
  if (first === undefined) {
    return new FootnoteError("invalid_request", "The form holds no file. Send at least one as `file`.");
  }
  const code = others.every((other) => other.code === first.code) ? first.code : "unreadable_document";
  return new FootnoteError(code, failed.map(naming).join("; "));
}

/** A loader's reason starts with the file's name; other reasons don't name it. */
function naming({ name, reason }: RefusedFile): string {
  return reason.includes(name) ? reason : `${name}: ${reason}`;
}
