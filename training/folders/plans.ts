import { grouped } from "../random-choice.js";
import { type Asked, type FolderPlan, LEAST_SECTIONS } from "./folder.js";
import type { Pair } from "./pairs.js";

/** How many folders are made. */
export interface FolderCounts {
  /** In each language. */
  readonly eachLanguage: number;
  /** In each direction across languages. */
  readonly eachDirection: number;
}

const LANGUAGES = ["de", "en"];

/** More folders of one publisher would look alike. */
const MOST_OF_AN_OWNER = 3;

/** Shorter headings are seldom a question; longer ones are a sentence of the text. */
const LONGEST_QUESTION = 160;

/** What isn't part of a question: numbers of steps and chapters. */
const NUMBERING = /^(?:(?:Schritt|Step|Phase)\s*)?\d+(?:\.\d+)*[.:)]?\s+|^(?:Schritt|Step)\s+\w+:\s*/iu;

/**
 * Plans one folder a repository and language, those with the most real questions first and what people wrote before
 * what machines translated, and some that are asked in another language than their documents'.
 */
export function planFolders(
  pairs: readonly Pair[],
  { eachLanguage, eachDirection }: FolderCounts,
): FolderPlan[] {
  const single = pairs.filter(({ kind }) => kind !== "aligned");
  const aligned = pairs.filter(({ kind }) => kind === "aligned");
  return [
    ...LANGUAGES.flatMap((language) =>
      best(
        single.filter(({ lang }) => lang === language),
        eachLanguage,
      ).map((of) => plan(language, of, ({ q, lang }) => asked(q, lang))),
    ),
    ...LANGUAGES.flatMap((language) => acrossLanguages(aligned, language, eachDirection)),
  ];
}

function acrossLanguages(aligned: readonly Pair[], language: string, most: number): FolderPlan[] {
  const translated = new Map(aligned.filter(({ lang }) => lang !== language).map((pair) => [pair.id, pair]));
  const written = aligned.filter(({ lang, mt }) => lang === language && !mt);
  return best(written, most).map((of) =>
    plan(`${language}-across`, of, ({ id }) => {
      const other = translated.get(id);
      return other && asked(other.q, other.lang);
    }),
  );
}

function best(pairs: readonly Pair[], most: number): Pair[][] {
  const owners = new Map<string, number>();
  return [...grouped(pairs, ({ repo }) => repo).values()]
    .filter(({ length }) => length >= LEAST_SECTIONS)
    .sort((a, b) => worth(b) - worth(a))
    .filter((pairs) => {
      const owner = ownerOf(pairs);
      const earlier = owners.get(owner) ?? 0;
      owners.set(owner, earlier + 1);
      return earlier < MOST_OF_AN_OWNER;
    })
    .slice(0, most);
}

/** Real questions count most; a machine's translation comes after everything that people wrote. */
function worth(pairs: readonly Pair[]): number {
  const count = (...kinds: string[]) => pairs.filter(({ kind }) => kinds.includes(kind)).length;
  const questions = Math.min(60, count("faq", "datasets")) + Math.min(20, count("howto", "aligned") / 5);
  return questions + Math.min(10, pairs.length / 30) - (pairs[0]?.mt === true ? 1000 : 0);
}

function ownerOf([first]: readonly Pair[]): string {
  return first?.repo.split("/")[0]?.toLowerCase() ?? "";
}

function plan(suffix: string, pairs: readonly Pair[], ask: (pair: Pair) => Asked | undefined): FolderPlan {
  const [first] = pairs;
  const repo = first?.repo ?? "";
  const texts = new Set<string>();
  const once = pairs.filter(({ text }) => !texts.has(text) && texts.add(text));
  return {
    name: `${repo.replace("/", "_")}.${suffix}`,
    repo,
    licence: first?.licence ?? "",
    pairs: once,
    ask,
  };
}

function asked(heading: string, language: string): Asked | undefined {
  const question = heading.replace(NUMBERING, "").trim();
  return question.length > LONGEST_QUESTION ? undefined : { question, language };
}
