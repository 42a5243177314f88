import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { Document } from "@langchain/core/documents";
import { Embeddings } from "@langchain/core/embeddings";
import type { Embedder } from "../../src/core/ports/embedder.js";
import { type Chunk, chunksOf } from "./chunks.js";
import type { System } from "./system.js";

/** Footnote's embedder as LangChain calls one. */
class FootnoteEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await this.#embedder.embed(texts, "passage");
    return vectors.map((vector) => Array.from(vector));
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#embedder.embed([text], "query");
    return Array.from(vector ?? []);
  }
}

/** What LangChain's tutorial on retrieval builds, with the vector store that needs no server. */
export function createTutorial(embedder: Embedder): System {
  const store = new HNSWLib(new FootnoteEmbeddings(embedder), { space: "cosine" });
  let chunks: readonly Chunk[] = [];
  return {
    usualLimit: 4,
    async ingest(folder) {
      chunks = await chunksOf(folder);
      await store.addDocuments(
        chunks.map(({ text }, index) => new Document({ pageContent: text, metadata: { index } })),
      );
      return chunks.length;
    },
    async search(question, limit) {
      const found = await store.similaritySearch(question, limit);
      return found.flatMap(({ metadata }) => chunks[Number(metadata["index"])] ?? []);
    },
    close: () => embedder.close(),
  };
}
