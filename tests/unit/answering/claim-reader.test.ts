import { describe, expect, it } from "vitest";
import { ClaimReader } from "../../../src/answering/claim-reader.js";

describe("ClaimReader", () => {
  it("gives the sentence before a footnote, and the part of it behind the last one", () => {
    const claims = new ClaimReader("de");
    claims.add("Die Bücherei ist alt. Sie hat ");
    claims.add("vier Räume");
    expect(claims.take()).toBe("Sie hat vier Räume");
    claims.add(" und einen Garten.");
    expect(claims.take()).toBe("und einen Garten.");
  });

  it("gives an item of a list without its number, and the same claim again where nothing was added", () => {
    const claims = new ClaimReader("en");
    claims.add("It has:\n1. four rooms");
    expect(claims.take()).toBe("four rooms");
    claims.add(" ");
    expect(claims.take()).toBe("four rooms");
  });
});
