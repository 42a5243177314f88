import { describe, expect, it } from "vitest";
import { NearTerms } from "../../../src/store/lexical/near-terms.js";

function vocabulary(...terms: string[]): NearTerms {
  const near = new NearTerms();
  for (const term of terms) {
    near.add(term);
  }
  return near;
}

describe("NearTerms", () => {
  it("finds terms that are written nearly alike, nearest first, and not the term itself", () => {
    const near = vocabulary("landscap", "lanscap", "landship", "landing", "scape");
    expect(near.find("lanscap", 3).map(({ term }) => term)).toEqual(["landscap"]);
    expect(near.find("lanscap", 5).map(({ term }) => term)).toEqual(["landscap", "landship"].slice(0, 1));
  });

  it("leaves out short terms, which are too near to others", () => {
    expect(vocabulary("jobs", "jobz").find("jobx", 3)).toEqual([]);
  });

  it("gives few of many", () => {
    const terms = Array.from(
      { length: 1000 },
      (_, i) => `wort${String.fromCodePoint(97 + (i % 26))}${i % 10}`,
    );
    expect(vocabulary(...terms).find("wortx", 3).length).toBeLessThanOrEqual(8);
  });
});
