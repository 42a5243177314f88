import { describe, expect, it } from "vitest";
import type { Passage } from "../../../src/core/passage.js";
import type { Embedder } from "../../../src/core/ports/embedder.js";
import type { Hit, Searching, StoreQuery } from "../../../src/core/ports/store/searching.js";
import type { Model } from "../../../src/learned/model.js";
import { LearnedRanking } from "../../../src/retrieval/ranking/learned-ranking.js";
import { createRetriever, type Retriever } from "../../../src/retrieval/retriever.js";
import { scriptedEmbedder } from "../../support/models/scripted-embedder.js";
import { passageOf, smallMatcher } from "../../support/retrieval/ranked-passages.js";

const NONE = { words: { length: 0, counts: [] }, grams: { length: 0, counts: [] } };

/** A passage of an index with its cosine to whatever is asked. */
interface Indexed {
  readonly passage: Passage;
  readonly cosine: number;
}

function indexed(text: string, documentId: string, start: number, cosine: number): Indexed {
  return { passage: passageOf(text, { id: `${documentId}:${start}`, documentId, start }), cosine };
}

function hitOf({ passage, cosine }: Indexed): Hit {
  const { start, end, text } = passage;
  return {
    passage,
    cosine,
    terms: NONE,
    paragraph: { start, end, text, cosine, terms: NONE, sentences: [] },
  };
}

/** A retriever over a store that searches by cosine, and the queries that the store was asked. */
function retrieverOf(
  index: readonly Indexed[],
  model: Model = { kind: "linear", features: ["cosine"], weights: [10], bias: 0 },
): { readonly retriever: Retriever; readonly queries: readonly StoreQuery[] } {
  const queries: StoreQuery[] = [];
  const store: Pick<Searching, "search"> = {
    async search(query) {
      queries.push(query);
      const hits = index
        .filter(({ passage }) => query.documents?.has(passage.documentId) ?? true)
        .toSorted((a, b) => b.cosine - a.cosine)
        .slice(0, query.limit)
        .map(hitOf);
      return { hits, statistics: new Map(), timings: { lexical: 1, dense: 2 } };
    },
  };
  const info = async () => ({ languages: { de: index.length } });
  const embedder: Embedder = scriptedEmbedder({ answersAtOnce: true });
  const retriever = createRetriever({
    store: { ...store, info } as unknown as Parameters<typeof createRetriever>[0]["store"],
    embedder,
    matcher: smallMatcher(),
    ranking: new LearnedRanking(model),
  });
  return { retriever, queries };
}

/** The best document names the tower, and answers beside that without a word of the question. */
const NAMES = indexed("Der Turm steht am Ufer.", "best", 0, 0.9);
const ANSWERS = indexed("Geöffnet ab neun.", "best", 1000, 0.1);
const OTHERS = Array.from({ length: 80 }, (_, i) =>
  indexed(`Der Fluss ${i}.`, `other-${i % 20}`, i * 100, 0.5 - i / 400),
);

const LEAST_LIKE: Model = { kind: "linear", features: ["cosine"], weights: [-10], bias: 0 };

const ids = (passages: readonly { readonly passage: Passage }[]) => passages.map(({ passage }) => passage.id);

describe("retrieving", () => {
  it("finds what stands in the best document, though much elsewhere is nearer to the question", async () => {
    // What is least like the question comes first, if it is a candidate.
    const { retriever, queries } = retrieverOf([NAMES, ANSWERS, ...OTHERS], LEAST_LIKE);
    const { passages, found } = await retriever.retrieve({
      question: "Wann kann ich auf den Turm?",
      limit: 55,
    });
    expect(queries).toHaveLength(2);
    expect(queries[0]?.documents).toBeUndefined();
    expect(queries[0]?.limit).toBe(55);
    expect(ids(passages)[0]).toBe(ANSWERS.passage.id);
    expect(new Set(ids(passages)).size).toBe(passages.length);
    expect(found.length).toBeGreaterThan(55);
  });

  it("doesn't find it where its document isn't among the best", async () => {
    const { retriever } = retrieverOf([ANSWERS, ...OTHERS], LEAST_LIKE);
    const { passages } = await retriever.retrieve({ question: "Wann kann ich auf den Turm?", limit: 50 });
    expect(ids(passages)).not.toContain(ANSWERS.passage.id);
  });

  it("searches the five best documents once more for the same, and no other", async () => {
    const { retriever, queries } = retrieverOf([NAMES, ANSWERS, ...OTHERS]);
    await retriever.retrieve({ question: "Wo ist der Turm?", limit: 10 });
    const [first, within] = queries;
    expect([...(within?.documents ?? [])].sort()).toEqual([
      "best",
      "other-0",
      "other-1",
      "other-2",
      "other-3",
    ]);
    expect(within).toMatchObject({
      vector: first?.vector,
      terms: first?.terms,
      gramWeight: first?.gramWeight,
    });
  });

  it("keeps to the documents that are asked for", async () => {
    const { retriever, queries } = retrieverOf([NAMES, ANSWERS, ...OTHERS]);
    const documents = ["other-3", "other-4"];
    const { passages } = await retriever.retrieve({ question: "Wo ist der Turm?", limit: 10, documents });
    expect(passages.length).toBeGreaterThan(0);
    for (const query of queries) {
      expect(documents).toEqual(expect.arrayContaining([...(query.documents ?? ["none"])]));
    }
  });

  it("searches once where nothing is found", async () => {
    const { retriever, queries } = retrieverOf([]);
    expect(await retriever.retrieve({ question: "Wo ist der Turm?", limit: 5 })).toMatchObject({
      passages: [],
      found: [],
    });
    expect(queries).toHaveLength(1);
  });

  it("orders by what was learnt, and returns no more than asked for", async () => {
    const { retriever } = retrieverOf([NAMES, ANSWERS], LEAST_LIKE);
    const question = "Wo ist der Turm?";
    expect(ids((await retriever.retrieve({ question, limit: 2 })).passages)).toEqual(ids([ANSWERS, NAMES]));
    const [best, ...more] = (await retriever.retrieve({ question, limit: 1 })).passages;
    expect(more).toEqual([]);
    expect(best).toMatchObject({ passage: ANSWERS.passage, features: { cosine: 0.1 } });
    expect(best?.scores.ranking).toBeGreaterThan(0.99);
  });

  it("adds up what both searches took", async () => {
    const { retriever } = retrieverOf([NAMES]);
    const { timings } = await retriever.retrieve({ question: "Wo ist der Turm?", limit: 5 });
    expect(timings).toMatchObject({ lexical: 2, dense: 4, rerank: 0 });
  });

  it("stops before the second search once it is aborted", async () => {
    const { retriever, queries } = retrieverOf([NAMES, ...OTHERS]);
    const controller = new AbortController();
    const running = retriever.retrieve({ question: "Turm?", limit: 5, signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: "aborted" });
    expect(queries.length).toBeLessThan(2);
  });
});
