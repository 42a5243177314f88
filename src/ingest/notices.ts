import type { AnalysisVersion } from "../core/analysis.js";
import { UNDETERMINED } from "../core/language.js";
import type { Embedder, Fingerprint } from "../core/ports/embedder.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";

/** A share of passages in other languages that is worth a notice. */
const NOTABLE_SHARE = 0.1;

/** A model that knows about a hundred languages. */
const MULTILINGUAL_MODEL = "Xenova/multilingual-e5-small";

/** That every document was embedded again, and why. */
export function reembeddingNotice(before: Fingerprint, now: Fingerprint): string {
  const what = before.model === now.model ? `other settings or weights of ${now.model}` : before.model;
  return `The index was made with ${what}; every document was embedded again with ${now.model}.`;
}

/**
 * That every document was split and analysed again, and why.
 * @param before null if the index doesn't say by which rules it was made
 */
export function reanalysingNotice(
  before: AnalysisVersion | null,
  { keepsVectors }: { readonly keepsVectors: boolean },
): string {
  if (before === null) {
    return "The index was made by an older Footnote, which didn't record its rules for splitting and analysing text; all documents were analysed again.";
  }
  const kept = keepsVectors ? "; vectors of unchanged text were kept" : "";
  return `The rules for splitting and analysing text changed with this version: all documents were analysed again${kept}.`;
}

/** That documents of some formats were read again, and why. */
export function reloadingNotice(formats: readonly string[]): string {
  return `How Footnote reads some formats changed with this version or its settings (${formats.join(", ")}): their files were read again, also those that had failed.`;
}

/** What a person should know of how a file was read. */
export function fileNotice(path: string, notices: readonly string[]): string {
  return `${path}: ${notices.join("; ")}`;
}

/** That a good part of the passages is in languages the embedder doesn't know, and what to set; or null. */
export function languagesNotice(
  { passages, languages }: Pick<IndexInfo, "passages" | "languages">,
  embedder: Pick<Embedder, "languages" | "fingerprint">,
): string | null {
  const known = embedder.languages;
  if (known === null) {
    return null;
  }
  const unknown = Object.entries(languages)
    .filter(([language]) => language !== UNDETERMINED && !known.includes(language))
    .sort(([, a], [, b]) => b - a);
  const count = unknown.reduce((sum, [, passages]) => sum + passages, 0);
  if (count === 0 || count < NOTABLE_SHARE * passages) {
    return null;
  }
  const names = unknown.map(([language, passages]) => `${nameOf(language)} ${passages}`).join(", ");
  return (
    `${count} of ${passages} passages are in languages that the embedding model ${embedder.fingerprint.model} doesn't know (${names}): ` +
    `they are found by their words only. Set EMBEDDING_MODEL=${MULTILINGUAL_MODEL} for them.`
  );
}

function nameOf(language: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
}
