/** The names of the files in a backup. */
export const MANIFEST = "manifest.json";
export const INDEX = "index";
export const FEEDBACK = "feedback.jsonl";
const ATTACHMENTS = "attachments/";
const DOCUMENTS = "documents/";

/** Where something that is kept with the index lies. @param name as the store has it */
export function attachmentName(name: string): string {
  return ATTACHMENTS + name;
}

/** Where a document lies. @param relative to the documents folder, with `/` */
export function documentName(relative: string): string {
  return DOCUMENTS + relative;
}

/** A document's path in the documents folder, with `/`; undefined if the file is something else. */
export function documentPathOf(name: string): string | undefined {
  return name.startsWith(DOCUMENTS) ? name.slice(DOCUMENTS.length) : undefined;
}

/** Whether a backup may hold a file of this name, besides the manifest: no name leads out of a folder. */
export function isBackedUpName(name: string): boolean {
  if (name === INDEX || name === FEEDBACK) {
    return true;
  }
  if (name.startsWith(ATTACHMENTS)) {
    return /^[a-z][\w-]*\.json$/.test(name.slice(ATTACHMENTS.length));
  }
  const path = documentPathOf(name);
  return path !== undefined && isSafePath(path);
}

function isSafePath(path: string): boolean {
  const isForeign = /[\\\p{Cc}\p{Surrogate}\uFFFD]/u.test(path) || /^[a-z]:/i.test(path);
  return !isForeign && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
