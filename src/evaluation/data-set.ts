import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Span } from "../core/document.js";
import { FootnoteError } from "../core/errors.js";

/** A span that answers a question, as the data set states it. */
export interface GoldSpan extends Span {
  /** The document's path relative to the documents folder, with `/` on every platform. */
  readonly document: string;
  /** The document's text from `start` to `end`. */
  readonly text: string;
}

/** A question whose answer is known. */
export interface Question {
  /** Once in a data set. */
  readonly id: string;
  /** ISO 639-1 code of the question's language. */
  readonly language: string;
  readonly question: string;
  /** What the user asked before it in the same conversation, in order; undefined if it stands alone. */
  readonly earlier?: readonly string[];
  /** What kind of question it is, in the data set's own words, such as `number` or `list`. */
  readonly type?: string;
  /** Whether the documents hold the answer. */
  readonly answerable: boolean;
  /** Each of them answers the question, or is one of the things that a list holds; empty if it can't be answered. */
  readonly gold: readonly GoldSpan[];
}

const OFFSET = z.int({ error: "Must be a whole number, in UTF-16 code units." }).min(0, "Must be 0 or more.");

function filled(what: string): z.ZodString {
  return z.string({ error: `Must be ${what}.` }).refine((value) => value.trim() !== "", "Must not be empty.");
}

const GOLD_SPAN = z
  .object(
    {
      document: filled("a path relative to the documents folder"),
      start: OFFSET,
      end: OFFSET,
      text: filled("the document's text from start to end"),
    },
    { error: 'Must be an object with "document", "start", "end" and "text".' },
  )
  .refine(({ start, end }) => end > start, { path: ["end"], error: "Must be greater than start." });

/** One line; keys that aren't known are ignored. */
const QUESTION_LINE = z
  .object(
    {
      id: filled("text"),
      language: filled("the ISO 639-1 code of a language"),
      question: filled("text").optional(),
      turns: z
        .array(filled("text"), { error: "Must be a list of questions." })
        .min(1, "Must not be empty.")
        .optional(),
      type: filled("text").optional(),
      answerable: z.boolean({ error: "Must be true or false." }),
      gold: z.array(GOLD_SPAN, { error: "Must be a list." }).default([]),
    },
    { error: "Must be a JSON object." },
  )
  .refine(({ question, turns }) => (question === undefined) !== (turns === undefined), {
    path: ["question"],
    error: 'Must be given, or "turns" in its place.',
  })
  .refine(({ answerable, gold }) => answerable === gold.length > 0, {
    path: ["gold"],
    error: "Must hold a span if the question is answerable, and none if it isn't.",
  })
  .transform(({ id, language, question, turns = [], type, answerable, gold }): Question => {
    const earlier = turns.slice(0, -1);
    return {
      id,
      language,
      question: question ?? turns.at(-1) ?? "",
      ...(earlier.length > 0 && { earlier }),
      ...(type !== undefined && { type }),
      answerable,
      gold,
    };
  });

/**
 * Reads a file of questions, one JSON object a line; blank lines are passed over.
 * @returns at least one question
 * @throws FootnoteError `invalid_data_set` that names the file, the line and what is wrong with it
 */
export async function readQuestions(file: string): Promise<readonly Question[]> {
  let content: string;
  try {
    content = await readFile(file, "utf8");
  } catch (cause) {
    throw invalid(`The questions ${file} can't be read: a data set has one JSON object a line there`, cause);
  }
  return parseQuestions(content, file);
}

/**
 * The same for what such a file holds.
 * @param file names it in errors
 * @throws FootnoteError `invalid_data_set`
 */
export function parseQuestions(content: string, file: string): readonly Question[] {
  const questions: Question[] = [];
  const lineOf = new Map<string, number>();
  // A byte order mark is no part of the first line.
  for (const [index, line] of content
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") {
      continue;
    }
    const place = `${file}, line ${index + 1}`;
    const question = parseLine(line, place);
    const earlier = lineOf.get(question.id);
    if (earlier !== undefined) {
      throw invalid(`${place}: the id ${JSON.stringify(question.id)} is taken by line ${earlier} already`);
    }
    lineOf.set(question.id, index + 1);
    questions.push(question);
  }
  if (questions.length === 0) {
    throw invalid(`${file} holds no question: write one JSON object a line`);
  }
  return questions;
}

function parseLine(line: string, place: string): Question {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw invalid(`${place}: this is no JSON object; each line holds one, without a comma behind it`, cause);
  }
  const result = QUESTION_LINE.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const path = z.core.toDotPath(issue?.path ?? []);
  throw invalid(`${place}: ${path === "" ? "" : `${path}: `}${issue?.message ?? "The line is malformed."}`);
}

function invalid(message: string, cause?: unknown): FootnoteError {
  return new FootnoteError("invalid_data_set", message, { cause });
}
