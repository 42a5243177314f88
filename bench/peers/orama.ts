import { type AnyOrama, create, insertMultiple, search, type Tokenizer } from "@orama/orama";
import { tokenizer as tokenizers } from "@orama/orama/components";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as german } from "@orama/stemmers/german";
import type { Embedder } from "../../src/core/ports/embedder.js";
import { detectLanguage } from "../../src/text/language.js";
import { type Chunk, chunksOf } from "./chunks.js";
import type { System } from "./system.js";

const TOKENIZERS = new Map<string, Tokenizer>([
  ["de", tokenizers.createTokenizer({ language: "german", stemmer: german })],
  ["en", tokenizers.createTokenizer({ language: "english", stemmer: english })],
]);

/** Orama's hybrid search over the tutorial's chunks, with the stemmer of the documents' language. */
export function createOrama(embedder: Embedder): System {
  let chunks: readonly Chunk[] = [];
  let database: AnyOrama | undefined;
  return {
    usualLimit: 4,
    async ingest(folder) {
      chunks = await chunksOf(folder);
      const vectors = await embedder.embed(
        chunks.map(({ text }) => text),
        "passage",
      );
      database = create({
        schema: { text: "string", embedding: `vector[${embedder.fingerprint.dimension}]` },
        components: { tokenizer: tokenizerFor(new Set(chunks.map(({ language }) => language))) },
      });
      const entries = chunks.map(({ text }, i) => ({
        id: String(i),
        text,
        embedding: Array.from(vectors[i] ?? []),
      }));
      await insertMultiple(database, entries);
      return chunks.length;
    },
    async search(question, limit) {
      if (database === undefined) {
        throw new Error("Nothing was ingested.");
      }
      const [vector] = await embedder.embed([question], "query");
      const found = await search(database, {
        mode: "hybrid",
        term: question,
        vector: { value: Array.from(vector ?? []), property: "embedding" },
        // Its own .8 leaves nearly every passage out: the cosine of a question with its answer is about .5.
        similarity: 0,
        limit,
      });
      return found.hits.flatMap(({ id }) => chunks[Number(id)] ?? []);
    },
    close: () => embedder.close(),
  };
}

/** For documents in one language its own; for documents in both, that of each text. */
function tokenizerFor(languages: ReadonlySet<string>): Tokenizer {
  const of = (language: string) => {
    const found = TOKENIZERS.get(language);
    if (found === undefined) {
      throw new RangeError(`There is no tokenizer for ${language}.`);
    }
    return found;
  };
  const [only] = languages;
  if (only !== undefined && languages.size === 1) {
    return of(only);
  }
  return {
    language: "german and english",
    normalizationCache: new Map(),
    tokenize: (text, _language, ...rest) =>
      of(detectLanguage(text, ["en", "de"])).tokenize(text, undefined, ...rest),
  };
}
