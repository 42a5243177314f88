import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Question } from "../../src/evaluation/data-set.js";
import { contentWords } from "../../src/text/content-words.js";
import { type DataSetSource, SOURCE_FILE } from "../data-sets/source.js";
import { grouped, sample, shuffled } from "../random-choice.js";
import { type MarkdownPage, markdownPage } from "./markdown-page.js";
import { blurHeadings, outlineOf } from "./outline.js";
import type { Pair } from "./pairs.js";

/** What a folder is made of. */
export interface FolderPlan extends DataSetSource {
  readonly name: string;
  readonly pairs: readonly Pair[];
  /** What is asked about a section, with the language of the question; undefined where nothing is. */
  readonly ask: (pair: Pair) => Asked | undefined;
}

/** A question about a section. */
export interface Asked {
  readonly question: string;
  readonly language: string;
}

/** What was made. */
export interface FolderRecord extends DataSetSource {
  readonly name: string;
  readonly documents: number;
  readonly sections: number;
  readonly questions: number;
  readonly unanswerable: number;
}

/** Fewer make no folder. */
export const LEAST_SECTIONS = 25;
const LEAST_QUESTIONS = 8;

const MOST_QUESTIONS = 60;

/** Real questions come first, then titles that read like tasks; other headings fill up small folders. */
const KINDS: readonly { readonly kind: string; readonly most: number }[] = [
  { kind: "datasets", most: 60 },
  { kind: "faq", most: 45 },
  { kind: "howto", most: 60 },
  { kind: "aligned", most: 60 },
  { kind: "heading", most: 24 },
];

/** Small and large folders are made: up to so many sections. */
const SECTIONS = { least: 120, most: 900 };

/** One page of so many is left out, and asked about all the same: the documents don't answer that. */
const LEFT_OUT = 12;

/** @returns undefined where there is too little for a folder */
export async function writeFolder(
  { name, repo, licence, pairs, ask }: FolderPlan,
  output: string,
  random: () => number,
): Promise<FolderRecord | undefined> {
  const pages = pickPages(pairs, random);
  const isLarge = pages.length >= 3 * LEFT_OUT;
  const leftOut = isLarge ? pages.splice(0, Math.floor(pages.length / LEFT_OUT)).flat() : [];
  const documents = new Map<string, MarkdownPage>();
  for (const [index, page] of pages.entries()) {
    const root = outlineOf(page);
    blurHeadings(root, random);
    const file = fileName(root.heading, index);
    documents.set(file, await markdownPage(root, file));
  }
  const answerable = pickQuestions(goldOf(documents), MOST_QUESTIONS, ask, random);
  const unanswerable = pickQuestions(
    leftOut.map((pair) => ({ pair, gold: [] })),
    Math.floor(answerable.length / 4),
    ask,
    random,
  );
  const sections = pages.flat().length;
  if (sections < LEAST_SECTIONS || answerable.length < LEAST_QUESTIONS) {
    return undefined;
  }
  const questions = [...answerable, ...unanswerable].map((question, index) => ({
    id: `${name}-${index + 1}`,
    ...question,
  }));
  await write(path.join(output, name), { documents, questions, source: { repo, licence } });
  return {
    name,
    repo,
    licence,
    documents: documents.size,
    sections,
    questions: questions.length,
    unanswerable: unanswerable.length,
  };
}

/** Whole pages in random order, as many as fit into the folder's size. */
function pickPages(pairs: readonly Pair[], random: () => number): Pair[][] {
  const byTitle = grouped(pairs, ({ title }) => title);
  const size = SECTIONS.least + random() * (SECTIONS.most - SECTIONS.least);
  let sections = 0;
  return shuffled([...byTitle.values()], random).filter((page) => {
    const fits = sections + page.length <= size;
    sections += fits ? page.length : 0;
    return fits;
  });
}

type UnnamedQuestion = Omit<Question, "id"> & { readonly type: string };

interface AskableSection extends Pick<Question, "gold"> {
  readonly pair: Pair;
}

function goldOf(documents: ReadonlyMap<string, MarkdownPage>): AskableSection[] {
  return [...documents].flatMap(([document, { text, sections }]) =>
    Array.from(sections, ([pair, { start, end }]) => ({
      pair,
      gold: [{ document, start, end, text: text.slice(start, end) }],
    })),
  );
}

function pickQuestions(
  sections: readonly AskableSection[],
  most: number,
  ask: FolderPlan["ask"],
  random: () => number,
): UnnamedQuestion[] {
  const picked: UnnamedQuestion[] = [];
  const seen = new Set<string>();
  for (const { kind, most: mostOfKind } of KINDS) {
    const candidates = sections.flatMap(({ pair, gold }) => {
      const asked = pair.kind === kind ? ask(pair) : undefined;
      return asked === undefined || !isClear(asked, kind)
        ? []
        : [{ ...asked, answerable: gold.length > 0, gold, type: kind }];
    });
    for (const question of sample(candidates, mostOfKind, random)) {
      if (
        picked.length < most &&
        !seen.has(question.question) &&
        (kind !== "heading" || picked.length < mostOfKind)
      ) {
        seen.add(question.question);
        picked.push(question);
      }
    }
  }
  return picked;
}

/** Whether a question can be understood without the page it stands on. */
function isClear({ question, language }: Asked, kind: string): boolean {
  return contentWords(question, language).length >= (kind === "heading" ? 3 : 2);
}

/** The names of files are read as documents' titles where these have none. */
function fileName(title: string, index: number): string {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]+/gu, "-")
    .replace(/^-|-$/gu, "")
    .slice(0, 60);
  return slug === "" ? `page-${index + 1}.md` : `${slug}-${index + 1}.md`;
}

interface FolderContent {
  readonly documents: ReadonlyMap<string, MarkdownPage>;
  readonly questions: readonly Question[];
  readonly source: DataSetSource;
}

async function write(folder: string, { documents, questions, source }: FolderContent): Promise<void> {
  const below = path.join(folder, "documents");
  await mkdir(below, { recursive: true });
  for (const [file, { markdown }] of documents) {
    await writeFile(path.join(below, file), markdown);
  }
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`);
  await writeFile(path.join(folder, "questions.jsonl"), lines.join(""));
  await writeFile(path.join(folder, SOURCE_FILE), `${JSON.stringify(source)}\n`);
}
