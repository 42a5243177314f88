import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeQuestions } from "./make-questions.js";
import { writeCorpus } from "./write-corpus.js";

/**
 * Makes a data set as `footnote eval` takes it: documents, and questions made from their sentences. One that is
 * there already is left as it is.
 */
export async function makeDataSet(folder: string, documents: number, questions: number): Promise<void> {
  if (existsSync(folder)) {
    return;
  }
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await writeCorpus(join(unfinished, "documents"), documents);
  const made = await makeQuestions(join(unfinished, "documents"), questions);
  const lines = made.map((question) => `${JSON.stringify(question)}\n`);
  await writeFile(join(unfinished, "questions.jsonl"), lines.join(""));
  await rename(unfinished, folder);
}
