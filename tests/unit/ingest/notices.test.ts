import { describe, expect, it } from "vitest";
import type { Fingerprint } from "../../../src/core/ports/embedder.js";
import { languagesNotice, reembeddingNotice } from "../../../src/ingest/notices.js";

const fingerprint: Fingerprint = {
  model: "small",
  revision: "1",
  dimension: 2,
  pooling: "mean",
  prefix: { query: "", passage: "" },
  quantisation: "fp32",
};

describe("notices", () => {
  const notice = (languages: Record<string, number>, known: readonly string[] | null = ["de", "en"]) => {
    const passages = Object.values(languages).reduce((sum, count) => sum + count, 0);
    return languagesNotice({ passages, languages }, { fingerprint, languages: known });
  };

  it("say which languages the embedder doesn't know, how many passages, and what to set", () => {
    expect(notice({ de: 70, pl: 10, tr: 20 })).toMatch(
      /^30 of 100 passages .*small.*\(Turkish 20, Polish 10\).* EMBEDDING_MODEL=Xenova\/multilingual-e5-small/,
    );
  });

  it("keep still about a few passages, undetermined ones, and an embedder that doesn't tell", () => {
    expect(notice({ de: 91, pl: 9 })).toBeNull();
    expect(notice({ de: 1, und: 9 })).toBeNull();
    expect(notice({ pl: 9 }, null)).toBeNull();
    expect(notice({})).toBeNull();
  });

  it("say with what an index was made before", () => {
    expect(reembeddingNotice({ ...fingerprint, model: "old" }, fingerprint)).toContain("made with old;");
    expect(reembeddingNotice({ ...fingerprint, revision: "0" }, fingerprint)).toContain("weights of small");
  });
});
