import type { IndexInfo } from "../../../core/ports/store/catalogue.js";
import { FORMAT_VERSION } from "./schema.js";
import type { IndexState } from "./state.js";

/** What is told of an index in this state, with what isn't part of it. */
export function indexInfo(
  { generation, fingerprint, analysis, isPartial = false, counts: { documents, passages } }: IndexState,
  others: Pick<IndexInfo, "languages" | "repairs">,
): IndexInfo {
  return {
    generation,
    formatVersion: FORMAT_VERSION,
    fingerprint,
    analysis: analysis ?? null,
    isPartial,
    documents,
    passages,
    ...others,
  };
}
