import type { DocumentSummary } from "../../core/document.js";
import { type ErrorCode, FootnoteError } from "../../core/errors.js";
import type { Store } from "../../core/ports/store.js";
import { EXTENSIONS, isSupported } from "../../documents/find-loader.js";
import type { IngestScheduler } from "../../ingest/ingest-scheduler.js";
import type { LoadingPool } from "../../ingest/loading/loading-pool.js";
import type { DocumentsFolder } from "./documents-folder.js";
import type { ReceivedFile, ReceivedForm } from "./receive-form.js";

/** What documents are added with. */
export interface AddDependencies {
  readonly folder: DocumentsFolder;
  readonly store: Store;
  readonly loader: LoadingPool;
  readonly scheduler: IngestScheduler;
}

/** A file that wasn't taken. */
interface RefusedFile {
  readonly name: string;
  readonly reason: string;
}

/** What became of an upload; documents by their path. */
export interface AddResult {
  /** The files taken, as they are in the index now. */
  readonly documents: readonly DocumentSummary[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly failed: readonly RefusedFile[];
}

/**
 * Makes documents of the files of a form: each is read first, and only one that can be read is put into its
 * place, over a document of that name; then the index is brought up to date. Each file is judged alone.
 * @throws FootnoteError `unsupported_format`, `unreadable_document` if no file is taken; as `IngestScheduler.ingest`
 */
export async function addDocuments(form: ReceivedForm, dependencies: AddDependencies): Promise<AddResult> {
  const { store, scheduler } = dependencies;
  const before = hashesByPath(await store.documents());
  const replaceable = new Set([...before.keys(), ...(await store.failures()).map(({ path }) => path)]);
  const taken: string[] = [];
  const failed: (RefusedFile & { readonly code: ErrorCode })[] = [];
  for (const file of form.files) {
    const path = [...form.folder, file.name].join("/");
    try {
      await takeFile(file, path, replaceable.has(path), dependencies);
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
  const documents = (await store.documents()).filter(({ path }) => taken.includes(path));
  const indexed = hashesByPath(documents);
  const notIndexed = taken.filter((path) => !indexed.has(path));
  // Such as a file that `.footnoteignore` excludes: it would be stored but never searched.
  await Promise.all(notIndexed.map((path) => dependencies.folder.remove(path)));
  const reasons = new Map([...report.failed, ...report.skipped].map(({ path, reason }) => [path, reason]));
  return {
    documents,
    added: [...indexed.keys()].filter((path) => !before.has(path)),
    changed: [...indexed]
      .filter(([path, hash]) => before.has(path) && before.get(path) !== hash)
      .map(([path]) => path),
    unchanged: [...indexed].filter(([path, hash]) => before.get(path) === hash).map(([path]) => path),
    failed: [
      ...failed.map(({ name, reason }) => ({ name, reason })),
      ...notIndexed.map((path) => ({
        name: path,
        reason: reasons.get(path) ?? ".footnoteignore leaves it out",
      })),
    ],
  };
}

function hashesByPath(documents: readonly DocumentSummary[]): ReadonlyMap<string, string> {
  return new Map(documents.map(({ path, contentHash }) => [path, contentHash]));
}

/** @throws FootnoteError with the reason why the file isn't taken */
async function takeFile(
  { name, temporary }: ReceivedFile,
  path: string,
  mayReplace: boolean,
  { folder, loader }: AddDependencies,
): Promise<void> {
  if (name === "") {
    throw new FootnoteError("unsupported_format", "The file has no name that could be used.");
  }
  if (!isSupported({ path })) {
    throw new FootnoteError(
      "unsupported_format",
      `The format of ${name} isn't supported. Supported are ${EXTENSIONS.join(", ")}.`,
    );
  }
  const result = await loader.load({ absolute: temporary, path });
  if (result.state === "failed") {
    throw new FootnoteError("unreadable_document", result.reason);
  }
  await folder.place(temporary, path, mayReplace);
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
