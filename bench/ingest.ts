import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCorpus } from "./corpus.js";
import { embedderSeconds } from "./embedder-speed.js";
import { type Run, runFootnote } from "./run-footnote.js";

/** One line of the result. */
export interface Measurement {
  readonly what: string;
  readonly seconds: number;
  readonly passagesPerSecond: number | null;
  readonly peakMegabytes: number | null;
}

/** What takes long is measured so often; the median counts. */
const REPETITIONS = 3;

/** Brings an index up to date with a folder of documents again and again, by the command that users run. */
export async function benchIngest(documents: number): Promise<Measurement[]> {
  const work = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  const folder = join(work, "documents");
  try {
    await writeCorpus(folder, documents);
    const ingest = (index = "index-0") =>
      runFootnote(["ingest", "--json", "--documents", folder, "--index", join(work, index)]);
    const firsts: Run[] = [];
    const embedders: number[] = [];
    // Turn by turn: a machine is faster at one time than at another.
    for (let i = 0; i < REPETITIONS; i++) {
      firsts.push(await ingest(`index-${i}`));
      embedders.push(await embedderSeconds(folder));
    }
    const first = median(firsts, ({ seconds }) => seconds);
    const embedder = median(embedders, (seconds) => seconds);
    const passages = passagesOf(first);
    const again = await ingest();
    await appendFile(join(folder, "000", "document-0.txt"), "\n\nAnother paragraph, which is new.\n");
    const changed = await ingest();
    await rm(join(folder, "000", "document-3.txt"));
    const removed = await ingest();
    return [
      {
        what: "the embedder alone",
        seconds: embedder,
        passagesPerSecond: passages / embedder,
        peakMegabytes: null,
      },
      measurement(`ingest of ${documents} documents, ${passages} passages`, first, passages),
      measurement("nothing changed", again),
      measurement("one document changed", changed),
      measurement("one document deleted", removed),
    ];
  } finally {
    await rm(work, { recursive: true });
  }
}

function median<T>(values: readonly T[], by: (value: T) => number): T {
  const middle = [...values].sort((a, b) => by(a) - by(b))[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError("there is no median of nothing");
  return middle;
}

function measurement(what: string, { seconds, peakMegabytes }: Run, passages?: number): Measurement {
  return {
    what,
    seconds,
    peakMegabytes,
    passagesPerSecond: passages === undefined ? null : passages / seconds,
  };
}

function passagesOf({ stdout }: Run): number {
  const report: unknown = JSON.parse(stdout);
  if (typeof report !== "object" || report === null || !("passages" in report)) throw new TypeError(stdout);
  return Number(report.passages);
}
