import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { History } from "../../../src/widget/conversation/history.js";
import { startTurn, type Turn } from "../../../src/widget/conversation/turn.js";
import { memoryStorage } from "./memory-storage.js";
import { citation, passage } from "./source-builders.js";

const answered: Turn = {
  ...startTurn(1, "Stimmt das?"),
  state: "answered",
  answerId: "a-1",
  rating: "up",
  text: "Ja. [1]",
  language: "de",
  citations: [citation(1, "Ja.")],
  sentences: [{ start: 0, end: 7, state: "verified" }],
  passages: [passage("Ja. Nein.")],
};
const turns = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...answered, id: index + 1 }));

beforeEach(() => {
  vi.stubGlobal("localStorage", memoryStorage());
  vi.stubGlobal("sessionStorage", memoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

describe("the history of a conversation", () => {
  it.each([
    ["site", "localStorage"],
    ["tab", "sessionStorage"],
  ] as const)("for a %s is kept, all of it, in %s, and leaves nothing behind", (scope, storage) => {
    const history = new History("name", scope);
    history.save([answered]);
    expect(new History("name", scope).load()).toEqual([answered]);
    expect(new History("other", scope).load()).toEqual([]);
    expect(globalThis[storage].getItem("name")).not.toBeNull();
    history.save([]);
    expect(globalThis[storage].getItem("name")).toBeNull();
  });

  it("isn't kept where that is switched off, or blocked", () => {
    new History("name", "off").save([answered]);
    expect(new History("name", "site").load()).toEqual([]);
    vi.stubGlobal("localStorage", undefined);
    const blocked = new History("name", "site");
    blocked.save([answered]);
    expect(blocked.load()).toEqual([]);
  });

  it("keeps the last fifty turns, and fewer where there is too little room", () => {
    const history = new History("name", "site");
    history.save(turns(60));
    expect(history.load().map(({ id }) => id)).toEqual(
      turns(60)
        .slice(10)
        .map(({ id }) => id),
    );
    vi.stubGlobal("localStorage", memoryStorage(10_000));
    history.save(turns(60));
    expect(history.load().map(({ id }) => id)).toEqual(
      turns(60)
        .slice(50)
        .map(({ id }) => id),
    );
  });

  it("takes what was under way for stopped, and nothing that it can't read", () => {
    const history = new History("name", "site");
    history.save([{ ...answered, state: "writing" }]);
    expect(history.load()[0]?.state).toBe("stopped");
    for (const kept of ["{", "[{}]", '[{"id": 1}]', "null"]) {
      localStorage.setItem("name", kept);
      expect(history.load(), kept).toEqual([]);
    }
  });
});
