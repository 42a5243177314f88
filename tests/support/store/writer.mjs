// Writes an index as another process: node writer.mjs <folder> <loop|hold>
//   loop  replaces every document, again and again; prints each generation when it is committed
//   hold  starts a transaction, prints "begun", and commits when it is sent a line
import { once } from "node:events";
import process from "node:process";
import { openLocalStore } from "../../../dist/store/local/open-local-store.js";

const DOCUMENTS = 5;
const PASSAGES = 12;
const FINGERPRINT = {
  model: "test/hash",
  revision: "1",
  dimension: 16,
  pooling: "mean",
  prefix: { query: "", passage: "" },
  quantisation: "fp32",
};

const ANALYSIS = { passages: 1, terms: 1, loaders: { text: 1 } };

const [folder = "", mode] = process.argv.slice(2);
// The graph is kept up to date all the while.
const store = await openLocalStore({ indexDir: folder, exactLimit: 0 });
if (mode === "loop") {
  for (;;) {
    const generation = (await store.info()).generation + 1;
    const transaction = await store.begin({ fingerprint: FINGERPRINT, analysis: ANALYSIS });
    await putAll(transaction, generation);
    await transaction.commit();
    print(generation);
  }
} else {
  const transaction = await store.begin({ fingerprint: FINGERPRINT, analysis: ANALYSIS });
  await putAll(transaction, (await store.info()).generation + 1);
  print("begun");
  await once(process.stdin, "data");
  await transaction.commit();
  print("committed");
  await store.close();
  process.exit();
}

async function putAll(transaction, generation) {
  for (let i = 0; i < DOCUMENTS; i++) {
    await transaction.put(makeDocument(i, generation));
  }
}

function makeDocument(i, generation) {
  const sentence = `generation ${generation} `;
  const text = sentence.repeat(PASSAGES);
  const terms = [{ stems: ["generation"], grams: ["gene"] }];
  const passages = Array.from({ length: PASSAGES }, (_, k) => ({
    start: k * sentence.length,
    end: (k + 1) * sentence.length,
    vector: makeVector(i + 5 * k + generation),
    textHash: "0".repeat(32),
    page: null,
    slide: null,
    row: null,
    time: null,
    heading: [],
    terms,
  }));
  const paragraph = {
    start: 0,
    end: text.length,
    vector: makeVector(i + generation),
    textHash: "0".repeat(32),
    language: "en",
    terms,
  };
  return {
    id: `document-${i}`,
    path: `document-${i}.txt`,
    title: `Document ${i}`,
    format: "text",
    language: "en",
    bytes: text.length,
    modifiedMs: generation,
    contentHash: String(generation),
    text,
    headings: [],
    marks: [],
    pages: null,
    paragraphs: [{ ...paragraph, sentences: [], passages }],
  };
}

/** A unit vector that no other number has. */
function makeVector(number) {
  const vector = Float32Array.from(
    { length: FINGERPRINT.dimension },
    (_, i) => Math.sin(number * (i + 1)) + 0.01,
  );
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
