import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { INSTALLATION } from "../../src/config/installation.js";
import { makeQuestions } from "../corpus/make-questions.js";
import { writeCorpus } from "../corpus/write-corpus.js";

/** A folder whose documents are asked about. */
export interface Corpus {
  readonly what: string;
  readonly documents: string;
  /** How many questions go before. V8 goes on compiling what runs often: only after some 3,000 it gets no faster. */
  readonly warmUp: number;
  /** How many questions make a round. */
  readonly perRound: number;
}

/** A town's statutes: real documents of some length. */
const REAL = "gemeinde";

/** Where there are no real documents, so many are made. */
const MADE_DOCUMENTS = 200;

/** How many times more questions are made than are wanted, since some come twice. */
const SPARE = 1.5;

/**
 * The shipped document and a larger folder: a real one if the folders of data sets hold it, else a made one.
 * @param scratch where documents may be written
 */
export async function readCorpora(data: readonly string[], scratch: string): Promise<readonly Corpus[]> {
  const shipped = {
    what: "the shipped document",
    documents: join(INSTALLATION.root, "documents"),
    warmUp: 3000,
    perRound: 300,
  };
  const size = { warmUp: 60, perRound: 40 };
  const real = data.map((sets) => join(sets, REAL)).find(existsSync);
  if (real !== undefined) {
    return [shipped, { what: basename(real), documents: join(real, "documents"), ...size }];
  }
  const documents = join(scratch, "documents");
  await writeCorpus(documents, MADE_DOCUMENTS);
  return [shipped, { what: `${MADE_DOCUMENTS} made documents`, documents, ...size }];
}

/**
 * So many questions about the documents, all different, the same for the same folder.
 * @throws RangeError if there is too little text to ask that much about
 */
export async function differentQuestions(documents: string, count: number): Promise<readonly string[]> {
  const made = await makeQuestions(documents, Math.ceil(count * SPARE));
  const different = Array.from(new Set(made.map(({ question }) => question)));
  if (different.length < count) {
    throw new RangeError(`${documents} gave ${different.length} different questions of ${count}.`);
  }
  return different.slice(0, count);
}
