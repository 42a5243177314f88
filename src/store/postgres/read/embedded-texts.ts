import { LRUCache } from "lru-cache";
import { encodeKey } from "../../rows/document-codec.js";
import { type ParagraphContent, type ParagraphRow, unsealContent } from "../../rows/paragraph-codec.js";
import { locateTexts, type TextLocation, vectorIn } from "../../rows/text-locations.js";
import { unsealVector, type VectorRow } from "../../rows/vector-codec.js";
import type { Session } from "../connection/session.js";
import { type Generation, isSuccessor } from "./state.js";

/** More documents than an ingest reads ahead. */
const CACHED_DOCUMENTS = 32;

type ContentRow = Pick<ParagraphRow, "key" | "document" | "content">;

/** Finds the vectors of a document's texts by the hashes of the texts. */
export class EmbeddedTexts {
  #locations = newCache();
  /** Which they were read in. */
  #state: Generation | undefined;

  /**
   * @param state what the session sees
   * @param textHashes hexadecimal
   * @returns vectors of unit length, without those of texts that aren't there
   * @throws FootnoteError `index_damaged`
   */
  async find(
    session: Session,
    state: Generation,
    id: string,
    textHashes: readonly string[],
  ): Promise<Map<string, Float32Array>> {
    const { fingerprint } = state;
    if (fingerprint === null) {
      return new Map();
    }
    const { dimension } = fingerprint;
    const cache = this.#cacheFor(state);
    const document = await session.first<{ key: number }>(
      "SELECT key FROM documents WHERE sha256(id) = sha256($1)",
      [Buffer.from(encodeKey(id))],
    );
    const locations = document && (await locate(session, document.key, cache));
    const found = textHashes.flatMap((hash) => {
      const location = locations?.get(hash);
      return location === undefined ? [] : [{ hash, location }];
    });
    const passages = await readPassages(session, found);
    const paragraphs = await readParagraphs(session, found);
    const vectors = new Map<string, Float32Array>();
    for (const { hash, location } of found) {
      const vector = vectorAt(location, { passages, paragraphs, dimension });
      if (vector) {
        vectors.set(hash, vector);
      }
    }
    return vectors;
  }

  #cacheFor(state: Generation): LocationCache {
    if (this.#state !== undefined && !isSuccessor(state, this.#state)) {
      this.#locations = newCache();
    }
    this.#state = state;
    return this.#locations;
  }
}

/** By the document's key, under which nothing ever changes: a long document is asked for piece by piece. */
type LocationCache = LRUCache<number, ReadonlyMap<string, TextLocation>>;

function newCache(): LocationCache {
  return new LRUCache({ max: CACHED_DOCUMENTS });
}

async function locate(
  session: Session,
  document: number,
  cache: LocationCache,
): Promise<ReadonlyMap<string, TextLocation>> {
  const known = cache.get(document);
  if (known !== undefined) {
    return known;
  }
  const paragraphs = await session.rows<ContentRow>(
    "SELECT key, document, content FROM paragraphs WHERE document = $1",
    [document],
  );
  const passages = await session.rows<VectorRow>("SELECT key, vector FROM passages WHERE document = $1", [
    document,
  ]);
  const locations = locateTexts(paragraphs, passages);
  cache.set(document, locations);
  return locations;
}

interface Located {
  readonly location: TextLocation;
}

async function readPassages(session: Session, found: readonly Located[]): Promise<Map<number, VectorRow>> {
  const keys = found.flatMap(({ location }) => ("passage" in location ? [location.passage] : []));
  const rows = await session.rows<VectorRow>("SELECT key, vector FROM passages WHERE key = ANY($1)", [keys]);
  return new Map(rows.map((row) => [row.key, row]));
}

async function readParagraphs(
  session: Session,
  found: readonly Located[],
): Promise<Map<number, ParagraphContent>> {
  const keys = found.flatMap(({ location }) => ("passage" in location ? [] : [location.paragraph]));
  const rows = await session.rows<ContentRow>(
    "SELECT key, document, content FROM paragraphs WHERE key = ANY($1)",
    [[...new Set(keys)]],
  );
  return new Map(rows.map((row) => [row.key, unsealContent(row)]));
}

function vectorAt(
  location: TextLocation,
  {
    passages,
    paragraphs,
    dimension,
  }: {
    readonly passages: ReadonlyMap<number, VectorRow>;
    readonly paragraphs: ReadonlyMap<number, ParagraphContent>;
    readonly dimension: number;
  },
): Float32Array | null | undefined {
  if ("passage" in location) {
    const row = passages.get(location.passage);
    return row && unsealVector(row, dimension);
  }
  const content = paragraphs.get(location.paragraph);
  return content && vectorIn(content, location.sentence, dimension);
}
