import { parseArgs } from "node:util";
import { createRandom } from "../bench/corpus/random.js";
import { type FolderRecord, writeFolder } from "./folders/folder.js";
import { readPairs } from "./folders/pairs.js";
import { planFolders } from "./folders/plans.js";

// Makes data sets for `eval` and `train` of pairs of headings and sections:
//   npx tsx training/make-folders.ts --out DIR pairs.jsonl.gz …

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    seed: { type: "string", default: "7" },
    folders: { type: "string", default: "26" },
    across: { type: "string", default: "4" },
  },
});
if (values.out === undefined || positionals.length === 0) {
  console.error("Name a new folder and files of pairs: make-folders.ts --out DIR pairs.jsonl.gz …");
  process.exit(2);
}

const pairs = (await Promise.all(positionals.map(readPairs))).flat();
const plans = planFolders(pairs, {
  eachLanguage: Number(values.folders),
  eachDirection: Number(values.across),
});
const records: FolderRecord[] = [];
for (const [index, plan] of plans.entries()) {
  const record = await writeFolder(plan, values.out, createRandom(Number(values.seed) + index));
  if (record !== undefined) {
    records.push(record);
  }
}
console.log(
  "| folder | repository | licence | documents | sections | questions (not answered) |\n|---|---|---|---|---|---|",
);
for (const { name, repo, licence, documents, sections, questions, unanswerable } of records) {
  console.log(
    `| ${name} | ${repo} | ${licence} | ${documents} | ${sections} | ${questions} (${unanswerable}) |`,
  );
}
