import type { Identifier, LabelIdentifier, TokenIdentifier } from "../text/identifiers.js";
import { type Label, labels } from "../text/labels.js";
import { fold, unaccented, words } from "../text/words.js";

/** A passage as an identifier looks at it. */
export interface IdentifiedPlace {
  /** The document's title. */
  readonly title: string;
  /** The headings above, outermost first. */
  readonly heading: readonly string[];
  readonly text: string;
  /** The document's path, which may name the statute. */
  readonly documentId?: string;
}

/** How well a place is what an identifier names, between 0 and 1. */
type Match = (place: IdentifiedPlace) => number;

/** So much of a passage is looked at. */
const MAX_CHARACTERS = 3000;

/** What a place is worth that only mentions the identifier. */
const MENTIONED = 0.4;

/** The identifiers of one question, to be compared with many places. */
export class IdentifierComparison {
  readonly identifiers: readonly Identifier[];
  readonly #exact: readonly Match[];
  readonly #abbreviations: readonly Match[];

  constructor(identifiers: readonly Identifier[]) {
    this.identifiers = identifiers;
    this.#exact = identifiers.filter(({ kind }) => kind !== "abbreviation").map(matchOf);
    this.#abbreviations = identifiers.filter(({ kind }) => kind === "abbreviation").map(matchOf);
  }

  /**
   * How well a place is what the identifiers name, between 0 and 1: 1 for the place itself ("§ 3 Steuersatz" for § 3, the
   * line that explains an option), less where it is only mentioned, the mean of several; 0 without identifiers.
   * Abbreviations don't count.
   */
  score(place: IdentifiedPlace): number {
    return mean(this.#exact, place);
  }

  /** The same for abbreviations alone, which a folder may hold everywhere. */
  abbreviations(place: IdentifiedPlace): number {
    return mean(this.#abbreviations, place);
  }
}

function mean(matches: readonly Match[], place: IdentifiedPlace): number {
  return matches.reduce((sum, match) => sum + match(place), 0) / Math.max(1, matches.length);
}

function matchOf(identifier: Identifier): Match {
  return "number" in identifier ? matchLabel(identifier) : matchToken(identifier);
}

function matchLabel(identifier: LabelIdentifier): Match {
  const { kind, number, subsection, work } = identifier;
  const isAsked = (label: Label) => label.kind === kind && label.number === number;
  const bare =
    kind === "section" ? new RegExp(`^[#\\s]*${escaped(number)}\\.?(?![\\p{L}\\p{N}.])`, "u") : undefined;
  const begins = (text: string) => beginsWithLabel(text, isAsked) || bare?.test(text) === true;
  const ofWork = work === undefined ? () => 1 : matchWork(work);
  return (place) => {
    const text = place.text.slice(0, MAX_CHARACTERS);
    const innermost = place.heading.at(-1) ?? place.title;
    const lines = text.split("\n").slice(0, 40);
    const isIt = begins(innermost) || lines.some(begins);
    if (isIt) {
      return (isSubsection(lines, subsection) ? 1 : 0.85) * (0.3 + 0.7 * ofWork(place));
    }
    if ([place.title, ...place.heading].some(begins)) {
      return 0.8 * (0.3 + 0.7 * ofWork(place));
    }
    const mention = labels(text).find(isAsked);
    if (mention === undefined) {
      return 0;
    }
    const isOfWork = work === undefined || text.slice(mention.end, mention.end + 80).includes(work);
    return isOfWork ? MENTIONED : MENTIONED / 4;
  };
}

/** Whether a label is the first thing in a line or heading. */
function beginsWithLabel(text: string, isAsked: (label: Label) => boolean): boolean {
  const first = labels(text.slice(0, 80))[0];
  return first !== undefined && isAsked(first) && /^[#*_\s\d.()-]*$/u.test(text.slice(0, first.start));
}

/** Whether a line begins with `(2)`, where a subsection is asked for. */
function isSubsection(lines: readonly string[], subsection: string | undefined): boolean {
  return (
    subsection === undefined ||
    lines.some((line) => new RegExp(`^\\s*\\(?${escaped(subsection)}[.)]`, "u").test(line))
  );
}

/** How well a document is the work that the question names, by its abbreviation or by name. */
function matchWork(work: string): Match {
  const asked = fold(work);
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(asked)}(?![\\p{L}\\p{N}])`, "u");
  const isShort = work.length <= 8 && /\p{Lu}.*\p{Lu}/u.test(work);
  const known = new Map<string, number>();
  return ({ title, heading, documentId = "" }) => {
    const key = `${documentId}\n${title}\n${heading.join("\n")}`;
    const found = known.get(key);
    if (found !== undefined) {
      return found;
    }
    const named = fold(key);
    const score = whole.test(named)
      ? 1
      : isShort
        ? 0.9 * Number(isAbbreviationOf(asked, title))
        : sharedName(asked, title);
    known.set(key, score);
    return score;
  };
}

/** Words shorter than these, such as `über`, give no letter to an abbreviation. */
const LEAST_LETTERS = 5;

/** Whether the letters stand in the title in order, with the first letter of each of its longer words among them. */
function isAbbreviationOf(abbreviation: string, title: string): boolean {
  const parts = words(title)
    .map(({ text }) => fold(text))
    .filter((word) => word.length >= LEAST_LETTERS);
  return parts.length > 0 && parts.length <= abbreviation.length && abbreviates(abbreviation, parts);
}

/** Gives each word one letter or more: its first, and others of it in order. */
function abbreviates(letters: string, [word, ...others]: readonly string[]): boolean {
  if (word === undefined) {
    return letters === "";
  }
  for (let taken = letters.length - others.length; taken > 0; taken--) {
    if (isFrom(letters.slice(0, taken), word) && abbreviates(letters.slice(taken), others)) {
      return true;
    }
  }
  return false;
}

function isFrom(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    if (letter === letters[at]) {
      at++;
    } else if (at === 0) {
      return false;
    }
  }
  return at === letters.length;
}

/** `Hundesteuersatzung` and "Satzung über die Erhebung der Hundesteuer": the share of the name that the title's words make. */
function sharedName(name: string, title: string): number {
  const parts = words(title)
    .map(({ text }) => fold(text))
    .filter((word) => word.length >= 5 && name.includes(word));
  return Math.min(1, [...new Set(parts)].reduce((sum, part) => sum + part.length, 0) / (name.length - 1));
}

function matchToken({ kind, text }: TokenIdentifier): Match {
  const isCased = kind === "abbreviation";
  const normal = (other: string) => (isCased ? other : unaccented(other).toLowerCase());
  const pattern = escaped(normal(text)).replace(/\s+/gu, "\\s+");
  const whole = `(?<![\\p{L}\\p{N}_${kind === "option" ? "-" : ""}])${pattern}(?![\\p{L}\\p{N}_]|-\\p{L})`;
  const anywhere = new RegExp(whole, "u");
  const alone = new RegExp(`^[^\\p{L}\\p{N}-]*${whole}[^\\p{L}\\p{N}]*$`, "u");
  const opensLine = new RegExp(`^[ \\t]*(?:[-*+•] +|\\d{1,2}\\. +)?[*_\`"'„“<(\\[]*${whole}`, "mu");
  const explained = new RegExp(
    `${whole}[*_\`"'“”>]* ?(?:[:–—(]| - |\\s(?:is|ist|means|bedeutet|steht)\\s)|\\(${whole}\\)`,
    "u",
  );
  return ({ title, heading, text: long }) => {
    const above = [...heading].reverse();
    const [innermost = title] = above;
    if (alone.test(normal(innermost)) || alone.test(normal(title))) {
      return 1;
    }
    const said = normal(long.slice(0, MAX_CHARACTERS));
    if (!anywhere.test(said)) {
      return named(anywhere, normal, [innermost, title, ...above]);
    }
    if (opensLine.test(said)) {
      return 1;
    }
    if (anywhere.test(normal(innermost))) {
      return 0.9;
    }
    return explained.test(said) ? 0.8 : Math.max(MENTIONED, named(anywhere, normal, [title, ...above]));
  };
}

/** What it is worth that a heading or the title holds the identifier among other words. */
function named(anywhere: RegExp, normal: (text: string) => string, above: readonly string[]): number {
  return above.some((heading) => anywhere.test(normal(heading))) ? 0.6 : 0;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
