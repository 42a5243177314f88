import { isDeepStrictEqual } from "node:util";
import type { Config } from "../../config/config.js";
import { ownPaths } from "../../config/own-paths.js";
import { type AnalysisVersion, isSameAnalysis } from "../../core/analysis.js";
import type { DocumentSummary } from "../../core/document.js";
import { FootnoteError } from "../../core/errors.js";
import type { Embedder } from "../../core/ports/embedder.js";
import type { Catalogue, FileFailure } from "../../core/ports/store/catalogue.js";
import { isSupported } from "../../documents/find-loader.js";
import { ANALYSIS, loaderFor } from "../../ingest/analysis.js";
import { compare } from "../../ingest/compare.js";
import { fileNotice, languagesNotice } from "../../ingest/notices.js";
import { scan } from "../../ingest/scan.js";
import { openDriver } from "../../store/open-driver.js";
import { plural } from "../output/plural.js";
import { type Check, failed } from "./check.js";

const NAME = "index";
const REMEDY = "Run footnote ingest.";
const NAMED_FILES = 5;
const NOT_BUILT: Check = { name: NAME, status: "warn", message: "Not built yet.", remedy: REMEDY };

/**
 * Up to so many passages of a local index looking at every vector is at least as fast as asking the graph:
 * docs/retrieval.md has both side by side.
 */
const EXACT_UP_TO = 500_000;

const OTHER_RULES =
  "Made by other rules for splitting and analysing text than this version's: the next ingest analyses all documents again.";

/** What of the embedder the index must fit. */
type EmbedderFacts = Pick<Embedder, "fingerprint" | "languages">;

/**
 * What state the index is in, and whether it fits the documents and the embedder. Nothing is written.
 * @param embedder if it loads
 */
export async function checkIndex(
  config: Config,
  embedder: EmbedderFacts | undefined,
  analysis: AnalysisVersion = ANALYSIS,
): Promise<Check> {
  try {
    const driver = await openDriver(config);
    const store = await driver.open({ readOnly: true });
    try {
      // Checks the graph, of which the repairs tell.
      await store.settle();
      return await judge(store, config, embedder, analysis);
    } finally {
      await store.close();
    }
  } catch (error) {
    return FootnoteError.is(error) && error.code === "index_empty" ? NOT_BUILT : failed(NAME, error);
  }
}

async function judge(
  store: Catalogue,
  config: Config,
  embedder: EmbedderFacts | undefined,
  analysis: AnalysisVersion,
): Promise<Check> {
  const info = await store.info();
  if (info.generation === 0) {
    return NOT_BUILT;
  }
  const state = [
    `Generation ${info.generation}: ${plural(info.documents, "document")}, ${plural(info.passages, "passage")}.`,
    ...vectorIndexAdvice(config, info.passages),
  ].join(" ");
  const isOtherModel =
    embedder !== undefined &&
    info.fingerprint !== null &&
    !isDeepStrictEqual(info.fingerprint, embedder.fingerprint);
  const isOtherAnalysis = !isSameAnalysis(info.analysis, analysis);
  const failures = await store.failures();
  const remediable = [
    ...info.repairs,
    ...(isOtherModel ? [`Made with another embedding model, ${info.fingerprint?.model}.`] : []),
    ...(isOtherAnalysis ? [OTHER_RULES] : []),
    ...(await outOfDate(config, store, failures, analysis)),
  ];
  const languages = embedder === undefined ? null : languagesNotice(info, embedder);
  const faults = [
    ...remediable,
    ...unreadable(failures),
    ...readInPart(await store.documents()),
    ...(languages === null ? [] : [languages]),
  ];
  return faults.length === 0
    ? { name: NAME, status: "ok", message: state }
    : {
        name: NAME,
        status: "warn",
        message: [state, ...faults].join(" "),
        ...(remediable.length > 0 && { remedy: REMEDY }),
      };
}

/** Whether the other way of finding the nearest passages would be the better one for so many of them. */
export function vectorIndexAdvice(
  { store, vectorIndex }: Pick<Config, "store" | "vectorIndex">,
  passages: number,
): string[] {
  if (store !== "local") {
    return [];
  }
  const limit = EXACT_UP_TO.toLocaleString("en");
  if (vectorIndex === "hnsw" && passages <= EXACT_UP_TO) {
    return [
      `Up to ${limit} passages VECTOR_INDEX=exact is at least as fast, needs no graph and misses nothing.`,
    ];
  }
  return vectorIndex === "exact" && passages > EXACT_UP_TO
    ? [`Beyond ${limit} passages VECTOR_INDEX=hnsw is faster.`]
    : [];
}

async function outOfDate(
  config: Config,
  store: Catalogue,
  failures: readonly FileFailure[],
  analysis: AnalysisVersion,
): Promise<string[]> {
  const found = await scan(config.documentsDir, ownPaths(config)).catch(() => undefined);
  if (found === undefined) {
    return [];
  }
  const loaderOf = (path: string) => loaderFor(path, analysis);
  const { additions, changes, reloads, gone } = compare({
    files: found.files.filter((file) => isSupported(file, analysis)),
    unreadable: found.unreadable,
    known: await store.files(),
    failures,
    loaderOf,
    everything: false,
  });
  const changed = additions.length + changes.length;
  const formats = [...new Set(reloads.map(({ file }) => loaderOf(file.path).format))].sort().join(", ");
  return [
    ...(changed + gone.length === 0
      ? []
      : [`Out of date: ${plural(changed, "document")} new or changed, ${gone.length} removed.`]),
    ...(reloads.length === 0
      ? []
      : [
          `Read by other loaders or settings of OCR than now (${formats}), and to be read again: ${plural(reloads.length, "file")}.`,
        ]),
  ];
}

function unreadable(failures: readonly FileFailure[]): string[] {
  if (failures.length === 0) {
    return [];
  }
  const reasons = failures.map(({ path, reason }) => `${path}: ${reason}`);
  return [`${plural(failures.length, "file")} couldn't be read: ${listed(reasons)}.`];
}

/** Documents of which something isn't in their text, or may be misread. */
function readInPart(documents: readonly DocumentSummary[]): string[] {
  const noticed = documents.filter(({ notices }) => notices.length > 0);
  if (noticed.length === 0) {
    return [];
  }
  const notices = noticed.map(({ path, notices }) => fileNotice(path, notices));
  return [`${plural(noticed.length, "document")} may lack something: ${listed(notices)}.`];
}

/** The first ones, and how many there are more. */
function listed(files: readonly string[]): string {
  const named = files.slice(0, NAMED_FILES);
  return `${named.join("; ")}${files.length > named.length ? ` and ${files.length - named.length} more` : ""}`;
}
