import { describe, expect, it } from "vitest";
import { newDocumentId } from "../../../src/ingest/file-ingester.js";

describe("document ids", () => {
  it("are the same for the same path, however its letters are composed", () => {
    const id = newDocumentId("über.txt".normalize("NFC"), () => false);
    expect(id).toMatch(/^[\da-f]{16}$/);
    expect(newDocumentId("über.txt".normalize("NFD"), () => false)).toBe(id);
    expect(newDocumentId("uber.txt", () => false)).not.toBe(id);
  });

  it("are never one that another document has", () => {
    const taken = new Set<string>();
    for (let i = 0; i < 5; i++) {
      taken.add(newDocumentId("a.txt", (id) => taken.has(id)));
    }
    expect(taken.size).toBe(5);
  });
});
