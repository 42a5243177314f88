import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { encodeNgrams, type LanguageNgrams, slotOf } from "./language-ngrams.js";

// A step of the build: `node pack-language-ngrams.js <file>`. eld keeps its n-grams in an object of 81,000 properties
// that are objects themselves, which takes a second of processor time to make in every process that tells languages.

/** What of eld is read; it exports none of it. */
interface Eld {
  readonly ngramsData: {
    readonly languages: Readonly<Record<string, string>>;
    /** Scores by the places of languages, by the symbols of an n-gram. */
    readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  /** The symbol of each byte. */
  readonly dictionary: readonly string[];
  readonly separators: RegExp;
}

/** A power of two, so that a third of them stays empty. */
const SLOTS = 2 ** 17;

async function readEld(): Promise<Eld> {
  const folder = new URL("../", import.meta.resolve("eld/small"));
  const files = ["ngrams/small.js", "dictionary.js", "regexPatterns.js"];
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return Object.assign({}, ...modules) as Eld;
}

function pack({ ngramsData, dictionary, separators }: Eld): LanguageNgrams {
  const low = new Uint32Array(SLOTS);
  const high = new Uint16Array(SLOTS);
  const found: (Readonly<Record<string, number>> | undefined)[] = Array(SLOTS);
  for (const [ngram, scores] of Object.entries(ngramsData.ngrams)) {
    const symbols = Buffer.from(ngram, "latin1");
    const key = { low: 0, high: 0 };
    for (const symbol of symbols) {
      key.high = ((key.high << 8) | (key.low >>> 24)) & 0xffff;
      key.low = ((key.low << 8) | symbol) >>> 0;
    }
    const slot = slotOf({ low, high }, key.high, key.low);
    low[slot] = key.low;
    high[slot] = key.high;
    found[slot] = scores;
  }
  const starts = new Uint32Array(SLOTS + 1);
  const all: [string, number][] = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    all.push(...Object.entries(found[slot] ?? {}));
    starts[slot + 1] = all.length;
  }
  return {
    languages: Object.values(ngramsData.languages),
    separators,
    symbols: Uint8Array.from(dictionary, (symbol) => symbol.charCodeAt(0)),
    starts,
    low,
    high,
    scored: Uint8Array.from(all, ([language]) => Number(language)),
    scores: Uint8Array.from(all, ([, score]) => score),
  };
}

const [FILE = ""] = process.argv.slice(2);
await mkdir(path.dirname(FILE), { recursive: true });
await writeFile(FILE, encodeNgrams(pack(await readEld())));
