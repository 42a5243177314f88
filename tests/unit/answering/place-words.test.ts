import { describe, expect, it } from "vitest";
import { placeWords } from "../../../src/answering/llm/place-words.js";
import { NOWHERE } from "../../../src/core/place.js";

describe("placeWords", () => {
  it.each([
    [{}, []],
    [{ page: 3 }, ["page 3"]],
    [{ slide: 12 }, ["slide 12"]],
    [{ row: 1 }, ["row 1"]],
    [{ time: 0 }, ["0:00"]],
    [{ time: 42.7 }, ["0:42"]],
    [{ time: 754 }, ["12:34"]],
    [{ time: 3723 }, ["1:02:03"]],
  ])("says where %j is: %j", (place, words) => {
    expect(placeWords({ ...NOWHERE, ...place })).toEqual(words);
  });
});
