import { describe, expect, it } from "vitest";
import { type IdentifiedPlace, IdentifierComparison } from "../../../src/retrieval/identified-place.js";
import { identifiersOf } from "../../../src/text/identifiers.js";

const score = (question: string, part: Partial<IdentifiedPlace>) => {
  const comparison = new IdentifierComparison(identifiersOf(question));
  const place = { title: "", heading: [], text: "", ...part };
  return Math.max(comparison.score(place), comparison.abbreviations(place));
};

const DOG_TAX = "Satzung über die Erhebung der Hundesteuer";

describe("IdentifierComparison", () => {
  it("gives 1 for the paragraph itself, less for one that mentions it, and 0 for another number", () => {
    const question = "Was regelt § 8?";
    expect(score(question, { heading: ["§ 8 Befreiung"], text: "Befreit sind …" })).toBe(1);
    expect(score(question, { text: "§ 8 Befreiung\nBefreit sind …" })).toBe(1);
    expect(score(question, { heading: ["§ 8 Befreiung", "Ausnahmen"], text: "…" })).toBe(0.8);
    expect(score(question, { heading: ["§ 9"], text: "Wer nach § 8 befreit ist" })).toBe(0.4);
    expect(score(question, { heading: ["§ 823"], text: "Wer vorsätzlich" })).toBe(0);
    expect(score(question, { heading: ["§ 8a"], text: "Wer vorsätzlich" })).toBe(0);
  });

  it.each([
    ["§ 823 BGB", "BGB", 1],
    ["§ 823 BGB", "Bürgerliches Gesetzbuch", 0.9],
    ["§ 823 BGB", "Strafgesetzbuch", 0.3],
    ["§ 823 DSGVO", "Datenschutz-Grundverordnung", 0.9],
    ["§ 823 GG", "Grundgesetz", 0.9],
    ["§ 823 der Hundesteuersatzung", DOG_TAX, 0.9],
    ["§ 823 der Hundesteuersatzung", "Friedhofsordnung", 0.3],
  ])("%s: looks for the work in the title %s", (question, title, least) => {
    const value = score(question, { title, heading: ["§ 823 Schadensersatzpflicht"] });
    expect(value).toBeGreaterThanOrEqual(least === 0.3 ? 0.3 : least - 0.1);
    expect(value).toBeLessThanOrEqual(least === 0.3 ? 0.31 : 1);
  });

  it("takes the abbreviation of a work from a document's path", () => {
    expect(
      score("§ 1 BGB", { documentId: "b/bgb/index.md", title: "Erstes Buch", heading: ["§ 1 Beginn"] }),
    ).toBe(1);
  });

  it("prefers the subsection that is asked for", () => {
    const place = (text: string) => score("§ 3 Abs. 2", { heading: ["§ 3 Steuersatz"], text });
    expect(place("(2) Für den zweiten Hund …")).toBe(1);
    expect(place("(1) Die Steuer beträgt …")).toBe(0.85);
  });

  it("knows the heading of a section by its number", () => {
    expect(score("section 4.2", { heading: ["4.2 Installation"] })).toBe(1);
    expect(score("section 4.2", { heading: ["4.2.1 Installation"] })).toBe(0);
    expect(score("section 4.2", { text: "as section 4.2 says" })).toBe(0.4);
  });

  it.each([
    ["MaxJobs default", { text: "MaxJobs number\n Specifies the maximum number" }, 1],
    ["MaxJobs default", { heading: ["MaxJobs"] }, 1],
    ["MaxJobs default", { heading: ["Limits with MaxJobs and more"], text: "It says MaxJobs there" }, 0.9],
    ["MaxJobs default", { text: "If you set MaxJobs to 0, all are kept" }, 0.4],
    ["MaxJobs default", { text: "MaxJobsPerUser number" }, 0],
    ["--port", { text: "Options:\n  --port int   the port" }, 1],
    ["--port", { text: "Start it with --port 80 again" }, 0.4],
    ["--port", { text: "--port-file name" }, 0],
    ["What does IAA mean?", { text: "An Interagency agreement (IAA) is signed" }, 0.8],
    ["What does IAA mean?", { text: "IAA – Interagency agreement" }, 1],
    ["What does IT mean?", { text: "it is there" }, 0],
    ["“out of  paper”", { text: "He saw out of paper there" }, 0.4],
    ["config.toml", { title: "config.toml", text: "…" }, 1],
    ["-o sides=two-sided", { text: "-o sides=two-sided\n both sides" }, 1],
  ])("%s in %j: %d", (question, place, expected) => {
    expect(score(question, place)).toBeCloseTo(expected);
  });

  it("tells abbreviations from what names a place more exactly", () => {
    const comparison = new IdentifierComparison(identifiersOf("Where does CUPS keep MaxJobs?"));
    const place = { title: "CUPS", heading: [], text: "All jobs" };
    expect(comparison.score(place)).toBe(0);
    expect(comparison.abbreviations(place)).toBe(1);
  });

  it("is 0 for a question without identifiers, and the mean of several", () => {
    expect(score("Wie hoch ist die Steuer?", { text: "Die Steuer" })).toBe(0);
    expect(score("--port or --bind", { text: "--port int" })).toBe(0.5);
  });
});
