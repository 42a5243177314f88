import { describe, expect, it } from "vitest";
import { type Identifier, identifiersOf } from "../../../src/text/identifiers.js";

const brief = (identifier: Identifier) =>
  "number" in identifier
    ? [identifier.kind, identifier.number, identifier.subsection, identifier.work]
        .filter((part) => part !== undefined)
        .join(" ")
    : `${identifier.kind} ${identifier.text}`;

describe("identifiersOf", () => {
  it.each([
    ["Was regelt § 823 BGB?", ["paragraph 823 BGB"]],
    ["Was steht in § 3 Abs. 2 der Hundesteuersatzung?", ["paragraph 3 2 Hundesteuersatzung"]],
    ["BGB § 823 Abs. 1 Satz 2", ["paragraph 823 1 BGB"]],
    ["Paragraf 5a SGB X", ["paragraph 5a SGB X"]],
    ["What does Article 17 of the GDPR say?", ["article 17 GDPR"]],
    ["Art. 5 Abs. 1 Satz 2 GG", ["article 5 1 GG"]],
    ["Artículo 3 de la Constitución", ["article 3 Constitución"]],
    ["see section 4.2", ["section 4.2"]],
    ["Was steht in Kapitel 3?", ["section 3"]],
    ["What does error E-1234 mean?", ["code E-1234"]],
    ["Fehlercode 0x80070005", ["code 0x80070005"]],
    ["HTTP 404 on every page", ["code HTTP 404"]],
    ["error 502", ["code 502"]],
    ["What does --buildDrafts do?", ["option --buildDrafts"]],
    ["lp -o sides", ["option -o sides"]],
    ["lp -o sides=two-sided-long-edge", ["option -o sides=two-sided-long-edge"]],
    ["MaxJobs default", ["setting MaxJobs"]],
    ["Where is config.toml?", ["file config.toml"]],
    ["What is in /etc/cups/cupsd.conf?", ["file /etc/cups/cupsd.conf"]],
    ["what changed in v2.4.1", ["version v2.4.1"]],
    ["Wo steht „außer Betrieb“?", ["quoted außer Betrieb"]],
    ['It says "no space left"', ["quoted no space left"]],
    ["Was bedeutet die Abkürzung IAA?", ["abbreviation IAA"]],
    ["use job_sheets or lineNos", ["setting job_sheets", "setting lineNos"]],
    ["IS IT ALLOWED?", []],
    ["Wie hoch ist die Hundesteuer?", []],
    ["Wie melde ich mich ab?", []],
    ["In 2021 there were 3 dogs on page 5", []],
    ["a well-known e-mail", []],
  ])("%s: %j", (question, expected) => {
    expect(identifiersOf(question).map(brief)).toEqual(expected);
  });

  it("gives few identifiers for a text of identifiers", () => {
    expect(identifiersOf("§ 1 BGB --port /etc/a ".repeat(1000)).length).toBeLessThanOrEqual(6);
  });
});
