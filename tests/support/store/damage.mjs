// Spoils copies of an index at random and reads them; runs the built code, on its own, for damage might end the
// process.
//   node damage.mjs make <folder>                 makes <folder>/whole and <folder>/logged, and texts.json
//   node damage.mjs read <folder> <from> <to>     spoils and reads one copy for each seed; prints one line each:
//     <seed> <what was done>: <right|damaged|WRONG and why>
import { cp, open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import Database from "libsql";
import { openLocalStore } from "../../../dist/store/local/open-local-store.js";

const DOCUMENTS = 50;
const PARAGRAPHS = 14;
const SENTENCES = 4;
const DIMENSION = 512;
const FINGERPRINT = {
  model: "test/random",
  revision: "1",
  dimension: DIMENSION,
  pooling: "mean",
  prefix: { query: "", passage: "" },
  quantisation: "fp32",
};

const ANALYSIS = { passages: 1, terms: 1, loaders: { text: 1 } };

const [task, folder = "", from = "0", to = "0"] = process.argv.slice(2);
if (task === "make") {
  await make();
} else {
  for (let seed = Number(from); seed < Number(to); seed++) {
    await read(seed);
  }
}

/** Two indexes: one at rest, and one whose last commit is still in the log. */
async function make() {
  const random = randomNumbers(1);
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => makeDocument(`document-${i}`, random));
  const changed = documents.slice(0, 5).map(({ id }) => makeDocument(id, random));
  const indexDir = path.join(folder, "whole");
  const store = await openLocalStore({ indexDir, exactLimit: 100 });
  await commit(store, documents);
  await store.settle();
  await store.close();
  await makeLogged(changed);
  const texts = {};
  for (const { id, text } of [...documents, ...changed]) {
    texts[id] = [...(texts[id] ?? []), text];
  }
  await writeFile(path.join(folder, "texts.json"), JSON.stringify(texts));
}

/** Commits while a reader holds a snapshot, so that the log can't be checkpointed, and copies the files in that state. */
async function makeLogged(documents) {
  const indexDir = path.join(folder, "work");
  await cp(path.join(folder, "whole"), indexDir, { recursive: true });
  const reader = new Database(path.join(indexDir, "index.sqlite"));
  reader.exec("BEGIN; SELECT COUNT(*) FROM documents");
  const store = await openLocalStore({ indexDir, exactLimit: 100 });
  await commit(store, documents);
  const isCopied = (file) => !file.endsWith("-shm");
  await cp(indexDir, path.join(folder, "logged"), { recursive: true, filter: isCopied });
  reader.exec("COMMIT");
  await store.close();
}

async function commit(store, documents) {
  const transaction = await store.begin({ fingerprint: FINGERPRINT, analysis: ANALYSIS });
  for (const document of documents) {
    await transaction.put(document);
  }
  await transaction.commit();
}

async function read(seed) {
  const random = randomNumbers(seed);
  const indexDir = path.join(folder, `copy-${seed}`);
  await cp(path.join(folder, random() < 0.6 ? "whole" : "logged"), indexDir, { recursive: true });
  const done = await spoil(indexDir, random);
  process.stdout.write(`${seed} ${done}: `);
  process.stdout.write(`${await tryToRead(indexDir, random)}\n`);
  await rm(indexDir, { recursive: true });
}

async function spoil(indexDir, random) {
  const names = (await readdir(indexDir)).sort();
  // The database more often than the others: most is in it.
  const name = random() < 0.6 ? "index.sqlite" : pick(names, random);
  const file = path.join(indexDir, name);
  const { size } = await stat(file);
  if (random() < 0.05) {
    await truncate(file, Math.floor(size / 2));
    return `${name} cut in half`;
  }
  const length = pick([1, 1, 8, 64, 4096], random);
  const places = pick([1, 1, 3, 30, 300], random);
  // The first pages hold the schema and the roots of the tables.
  const reach = random() < 0.3 ? Math.min(size, 20 * 4096) : size;
  const handle = await open(file, "r+");
  for (let i = 0; i < places; i++) {
    const bytes = Uint8Array.from({ length }, () => 256 * random());
    await handle.write(bytes, 0, length, Math.floor(random() * Math.max(1, reach - length)));
  }
  await handle.close();
  return `${name} overwritten at ${places} places with ${length} bytes`;
}

/** Opens the index as a reader or a writer does and reads all that there is. */
async function tryToRead(indexDir, random) {
  const texts = JSON.parse(await readFile(path.join(folder, "texts.json"), "utf8"));
  let store;
  try {
    store = await openLocalStore({ indexDir, exactLimit: 100, readOnly: random() < 0.5 });
    return (await findWrong(store, texts)) ?? "right";
  } catch (error) {
    // The number of the format may be what was overwritten.
    return ["index_damaged", "index_too_new"].includes(error.code) ? "damaged" : `WRONG error ${error.stack}`;
  } finally {
    await store?.close();
  }
}

async function findWrong(store, texts) {
  await store.info();
  await store.files();
  await store.failures();
  const documents = await store.documents();
  if (documents.length !== DOCUMENTS) {
    return `WRONG number of documents ${documents.length}`;
  }
  for (const { id, title } of documents) {
    const document = await store.document(id);
    if (!texts[id]?.includes(document?.text)) {
      return `WRONG text of ${id}`;
    }
    if (title !== `Title of ${id}`) {
      return `WRONG title of ${id}`;
    }
  }
  const random = randomNumbers(7);
  for (const words of ["w1 w2 w3", "w40", "w99 w7"]) {
    const terms = new Map([["en", { words: words.split(" "), grams: words.split(" ") }]]);
    const query = { vector: randomVector(random), terms, limit: 100, gramWeight: 0.3 };
    const { hits } = await store.search(query);
    if (hits.length < 100) {
      return `WRONG number of hits ${hits.length}`;
    }
    const wrong = hits.find((hit) => !isRight(hit, texts[hit.passage.documentId]));
    if (wrong !== undefined) {
      return `WRONG passage ${JSON.stringify(wrong.passage)}`;
    }
  }
  return undefined;
}

function isRight({ passage, paragraph }, texts = []) {
  const stands = (part) => texts.some((text) => text.slice(part.start, part.end) === part.text);
  const isPlaced = passage.page === passage.start && passage.title === `Title of ${passage.documentId}`;
  return stands(passage) && stands(paragraph) && isPlaced;
}

function makeDocument(id, random) {
  let text = "";
  const paragraphs = [];
  for (let i = 0; i < PARAGRAPHS; i++) {
    const start = text.length;
    const sentences = [];
    for (let k = 0; k < SENTENCES; k++) {
      const first = text.length;
      text += `${Array.from({ length: 12 }, () => `w${Math.floor(100 * random())}`).join(" ")}. `;
      sentences.push({
        start: first,
        end: text.length - 1,
        vector: randomVector(random),
        textHash: "0".repeat(32),
        words: 12,
      });
    }
    const words = text.slice(start).match(/\w+/g);
    const span = {
      start,
      end: text.length - 1,
      vector: randomVector(random),
      textHash: "0".repeat(32),
      terms: words.map((word) => ({ stems: [word], grams: [word] })),
    };
    const place = { page: start, slide: null, row: null, time: null };
    paragraphs.push({
      ...span,
      language: "en",
      sentences,
      passages: [{ ...span, ...place, heading: ["H"] }],
    });
  }
  return {
    id,
    path: `${id}.txt`,
    title: `Title of ${id}`,
    format: "text",
    language: "en",
    bytes: text.length,
    modifiedMs: 1,
    contentHash: id,
    text,
    headings: [],
    marks: [],
    pages: null,
    paragraphs,
  };
}

function randomVector(random) {
  const vector = Float32Array.from({ length: DIMENSION }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function pick(array, random) {
  return array[Math.floor(random() * array.length)];
}

/** The same numbers between 0 and 1 for the same seed (mulberry32). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
