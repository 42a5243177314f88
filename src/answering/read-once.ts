import type { StoredDocument } from "../core/document.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";

/** Reads each document once, so that all that an answer says of it is of one version; undefined if it was removed. */
export function readOnce(store: Pick<Catalogue, "document">): Pick<Catalogue, "document"> {
  const documents = new Map<string, Promise<StoredDocument | undefined>>();
  return {
    document(id) {
      const fetched = documents.get(id) ?? store.document(id);
      documents.set(id, fetched);
      return fetched;
    },
  };
}
