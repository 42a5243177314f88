import type { Retrieval } from "../../retrieval/retriever.js";
import { errorType } from "../signals/error-type.js";
import type { RetrievalObserver } from "../signals/observe-retriever.js";
import type { Span, Tracing } from "./tracing.js";

/** Traces retrievals and their stages, whose times the retrieval itself reports. */
export function traceRetrievals(tracing: Tracing): RetrievalObserver {
  return {
    begin() {
      const startedAt = Date.now();
      const span = tracing.start("retrieval", { attributes: { "gen_ai.operation.name": "retrieval" } });
      return {
        found(retrieval) {
          addStages(span, startedAt, retrieval.timings);
          span.set({
            "footnote.retrieval.found": retrieval.found.length,
            "footnote.retrieval.passages": retrieval.passages.length,
            "footnote.retrieval.lexical_ms": retrieval.timings.lexical,
            "footnote.retrieval.dense_ms": retrieval.timings.dense,
          });
          span.end();
        },
        failed(error) {
          span.fail(errorType(error));
          span.end();
        },
      };
    },
  };
}

/** The stages follow each other; both legs search at the same time, so they are one. */
function addStages(span: Span, startedAt: number, timings: Retrieval["timings"]): void {
  const { embed, fusion, rerank, total } = timings;
  const searched = total - fusion - rerank;
  const stages = [
    { name: "embed", from: 0, to: embed },
    { name: "search", from: embed, to: searched },
    { name: "fusion", from: searched, to: searched + fusion },
    { name: "rerank", from: searched + fusion, to: total },
  ];
  for (const { name, from, to } of stages) {
    if (name !== "rerank" || rerank > 0) {
      span.addChild(name, startedAt + from, startedAt + to);
    }
  }
}
