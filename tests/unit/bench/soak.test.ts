import { afterEach, describe, expect, it, vi } from "vitest";
import { slope } from "../../../bench/slope.js";
import { faultOf, type Reply } from "../../../bench/soak/judge.js";
import { codeOf, documentAbout } from "../../../bench/soak/room.js";
import { growth, type Sample } from "../../../bench/soak/sample.js";
import { Tally } from "../../../bench/soak/tally.js";

describe("an answer to the question for a room's code", () => {
  const citation = { documentId: "a", quote: "The code is 123456.", start: 0, end: 19, verified: true };
  const right: Reply = { outcome: "answer", text: "The code is 123456. [1]", citations: [citation] };
  const present = { kind: "present", code: "123456", path: "a.txt", documentId: "a" } as const;
  const removed = { kind: "removed", formerCode: "123456", formerId: "a" } as const;

  it("is right if it says and quotes what the document says now", () => {
    expect(faultOf(right, present)).toBeUndefined();
    expect(faultOf(right, { ...present, code: "654321" })).toBe("answer without the code");
    expect(faultOf({ ...right, outcome: "refusal" }, present)).toBe("refusal without the code");
    expect(faultOf(right, { ...present, documentId: "b" })).toBe("no quote holds the code");
    const unverified = { ...right, citations: [{ ...citation, verified: false }] };
    expect(faultOf(unverified, present)).toBe("a quote isn't verified");
  });

  it("may quote other documents beside it, in any form, but not instead of it", () => {
    const foreign = { ...citation, documentId: "b", verified: false };
    expect(faultOf({ ...right, citations: [foreign, citation] }, present)).toBeUndefined();
    expect(faultOf({ ...right, citations: [foreign] }, present)).toBe("no quote holds the code");
    const beside = { ...citation, quote: "The room is locked." };
    expect(faultOf({ ...right, citations: [beside] }, present)).toBe("no quote holds the code");
    expect(faultOf({ ...right, citations: [beside, citation] }, present)).toBeUndefined();
  });

  it("is wrong if it knows of a document that was removed, or answers from another one", () => {
    expect(faultOf(right, removed)).toBe("cites a document that was removed");
    expect(faultOf({ ...right, citations: [] }, removed)).toBe(
      "holds the code of a document that was removed",
    );
    const other: Reply = { outcome: "answer", text: "999999", citations: [] };
    expect(faultOf(other, removed)).toBe("answers what no document holds");
    expect(faultOf({ ...other, outcome: "refusal" }, removed)).toBeUndefined();
  });

  it("can't be judged while the document changes", () => {
    expect(faultOf(right, { kind: "changing" })).toBeUndefined();
  });
});

describe("codes", () => {
  it("are six digits, each once", () => {
    const codes = new Set(Array.from({ length: 50_000 }, (_, n) => codeOf(n)));
    expect(codes.size).toBe(50_000);
    expect([...codes].every((code) => /^\d{6}$/.test(code))).toBe(true);
  });

  it("stand in the documents of all three formats and both languages", () => {
    for (let room = 1000; room < 1006; room++) {
      expect(documentAbout({ room, code: "123456" })).toContain("123456");
    }
  });
});

describe("slope", () => {
  it("is that of the line nearest to the points, and 0 without a line", () => {
    const points = [0, 1, 2, 3].map((x) => ({ x, y: 2 * x + 5 + (x % 2) }));
    expect(slope(points)).toBeCloseTo(2.2);
    expect(slope([{ x: 1, y: 1 }])).toBe(0);
    expect(slope([])).toBe(0);
    expect(slope([3, 5].map((y) => ({ x: 1, y })))).toBe(0);
    expect(slope([0, 1, 2].map((x) => ({ x, y: 7 - 3 * x })))).toBeCloseTo(-3);
  });
});

describe("growth", () => {
  const first: Sample = {
    minutes: 0,
    heap: 500,
    external: 1,
    resident: 300,
    openFiles: 40,
    indexOnDisk: 9,
    writeAheadLog: 4,
    documents: 10,
    passages: 30,
    processorMs: 1000,
    questions: 100,
    wrong: 0,
    lost: 0,
  };

  it("is so much an hour, of what is asked for, after the warm-up", () => {
    const later = [10, 20, 30].map((minutes) => ({ ...first, minutes, heap: 100 + 2 * minutes }));
    expect(growth([first, ...later], "heap", 10)).toBeCloseTo(120);
    expect(growth([first, ...later], "heap", 0)).toBeLessThan(0);
    expect(growth([first, ...later], "resident", 10)).toBeCloseTo(0);
  });

  it("is none without two samples of a warm server", () => {
    expect(growth([], "heap", 10)).toBe(0);
    expect(growth([first, { ...first, minutes: 10, heap: 900 }], "heap", 10)).toBe(0);
  });
});

describe("the tally", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("counts each thing by itself", () => {
    const tally = new Tally();
    tally.count("questions");
    tally.count("questions");
    tally.count("added");
    expect((["questions", "added", "removed"] as const).map((what) => tally.of(what))).toEqual([2, 1, 0]);
    expect(tally.notes).toEqual([]);
  });

  it("counts every fault, and tells of the first ones", () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const tally = new Tally();
    for (let n = 0; n < 100; n++) {
      tally.fault("wrong", `answer ${n}`);
    }
    tally.fault("lost", "a.txt");
    expect([tally.of("wrong"), tally.of("lost")]).toEqual([100, 1]);
    expect(tally.notes).toHaveLength(40);
    expect(tally.notes[0]).toMatch(/^\d{4}-.*Z wrong: answer 0$/);
    expect(tally.notes.at(-1)).toMatch(/wrong: answer 39$/);
    expect(told.mock.calls.flat()).toEqual(tally.notes);
  });
});
