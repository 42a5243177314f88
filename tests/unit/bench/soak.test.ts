import { describe, expect, it } from "vitest";
import { slope } from "../../../bench/slope.js";
import { faultOf, type Reply } from "../../../bench/soak/judge.js";
import { codeOf, documentAbout } from "../../../bench/soak/room.js";

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
  });
});
