import { createHash } from "node:crypto";

const DIGITS = 16;

/**
 * An id for a new document: stable for its path, so that links outlive changes of its content. A document that
 * was renamed keeps the id of its first path; a new file there gets another one.
 */
export function newDocumentId(path: string, isTaken: (id: string) => boolean): string {
  const name = path.normalize("NFC");
  for (let attempt = 0; ; attempt++) {
    // A path never holds NUL.
    const id = digest(attempt === 0 ? name : `${name}\0${attempt}`);
    if (!isTaken(id)) {
      return id;
    }
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
