import { type IndexOrigin, isCompatible } from "../../../src/core/analysis.js";
import { FootnoteError } from "../../../src/core/errors.js";
import type { FileFailure } from "../../../src/core/ports/store/catalogue.js";
import type {
  DocumentInput,
  ParagraphInput,
  StoreTransaction,
} from "../../../src/core/ports/store/writing.js";
import type { Store } from "../../../src/core/ports/store.js";

/** A document with its paragraphs taken. */
export interface HeldDocument extends Omit<DocumentInput, "paragraphs"> {
  readonly paragraphs: readonly ParagraphInput[];
}

/** What an index holds. */
export interface Contents {
  readonly documents: ReadonlyMap<string, HeldDocument>;
  readonly failures: ReadonlyMap<string, FileFailure>;
}

/** An index in memory, as the port describes it, that can't be searched. */
export interface MemoryStore extends Store {
  readonly contents: Contents;
  /** What each commit made of it, in order. */
  readonly commits: readonly Contents[];
}

/** An empty index. */
export function createMemoryStore(): MemoryStore {
  const commits: Contents[] = [];
  let contents: Contents = { documents: new Map(), failures: new Map() };
  let origin: IndexOrigin | null = null;
  let isBusy = false;
  const passagesOf = ({ paragraphs }: HeldDocument) => paragraphs.flatMap(({ passages }) => passages);

  return {
    get contents() {
      return contents;
    },
    commits,
    async info() {
      const documents = [...contents.documents.values()];
      const languages: Record<string, number> = {};
      for (const { language, passages } of documents.flatMap(({ paragraphs }) => paragraphs)) {
        languages[language] = (languages[language] ?? 0) + passages.length;
      }
      return {
        generation: commits.length,
        formatVersion: 1,
        fingerprint: origin?.fingerprint ?? null,
        analysis: origin?.analysis ?? null,
        documents: documents.length,
        passages: documents.flatMap(passagesOf).length,
        languages,
        repairs: [],
      };
    },
    async has(ids) {
      return [...ids].every((id) => contents.documents.has(id));
    },
    async documents() {
      return [...contents.documents.values()]
        .map((document) => ({
          ...document,
          characters: document.text.length,
          passages: passagesOf(document).length,
          ingestedAt: "2026-01-01T00:00:00.000Z",
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async document() {
      throw new Error("not part of this test");
    },
    async files() {
      return [...contents.documents.values()];
    },
    async failures() {
      return [...contents.failures.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async vectors(id, textHashes) {
      const wanted = new Set(textHashes);
      const spans = contents.documents
        .get(id)
        ?.paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.passages, ...paragraph.sentences]);
      return new Map(
        (spans ?? [])
          .filter(({ textHash }) => wanted.has(textHash))
          .map(({ textHash, vector }) => [textHash, vector]),
      );
    },
    async warmUp() {},
    async settle() {},
    async search() {
      throw new Error("not part of this test");
    },
    async begin(wanted): Promise<StoreTransaction> {
      if (isBusy) {
        throw new FootnoteError("index_busy", "Another ingest is running.");
      }
      isBusy = true;
      const isKept = origin === null || isCompatible(origin, wanted);
      const documents = new Map(isKept ? contents.documents : []);
      const failures = new Map(isKept ? contents.failures : []);
      const change = (id: string, change: Partial<HeldDocument>) => {
        const document = documents.get(id);
        if (document === undefined) {
          throw new Error(`no document ${id}`);
        }
        documents.set(id, { ...document, ...change });
      };
      return {
        async put(document) {
          const paragraphs: ParagraphInput[] = [];
          for await (const paragraph of document.paragraphs) {
            paragraphs.push(paragraph);
          }
          const other = [...documents.values()].find(({ path }) => path === document.path);
          if (other !== undefined && other.id !== document.id) {
            throw new Error(`two documents ${document.path}`);
          }
          documents.set(document.id, { ...document, paragraphs });
          failures.delete(document.path);
        },
        touch: async (id, { bytes, modifiedMs }) => change(id, { bytes, modifiedMs }),
        move: async (id, { path, bytes, modifiedMs }) => change(id, { path, bytes, modifiedMs }),
        async fail(failure) {
          failures.set(failure.path, { ...failure, failedAt: "2026-01-01T00:00:00.000Z" });
        },
        async forgetFailure(path) {
          failures.delete(path);
        },
        async remove(id) {
          documents.delete(id);
        },
        async clear() {
          documents.clear();
          failures.clear();
        },
        async commit() {
          contents = { documents, failures };
          commits.push(contents);
          origin = wanted;
          isBusy = false;
        },
        async rollback() {
          isBusy = false;
        },
      };
    },
    async close() {},
  };
}
