import { explainedSearchResult, searchResult } from "../../app/search-result.js";
import { withAnswering } from "../../app/use-workspace.js";
import { buildIndex } from "../ingest-with-progress.js";
import { interruptible } from "../interrupt.js";
import { checkQuestion, configOf, type GlobalOptions } from "../options.js";
import { explainedText } from "../output/explanation-text.js";
import { documentPaths } from "../output/place.js";
import { rankedText } from "../output/search-text.js";
import { layoutOf, note, print, printJson } from "../terminal.js";

/** Options of `footnote search`. */
export interface SearchOptions extends GlobalOptions {
  /** The number of passages. */
  readonly k: number;
  readonly explain?: boolean;
  readonly json?: boolean;
}

/** `footnote search`: prints the passages that fit a query, best first. */
export async function search(query: string, { k, explain, json, ...options }: SearchOptions): Promise<void> {
  const config = configOf(options);
  checkQuestion(query, config);
  await interruptible((signal) =>
    withAnswering(
      config,
      note,
      (workspace) => buildIndex(workspace, signal),
      async ({ retriever }, { store }) => {
        const retrieval = await retriever.retrieve({ question: query, limit: k, signal });
        const layout = layoutOf(process.stdout);
        if (json) {
          printJson(explain ? explainedSearchResult(retrieval) : searchResult(retrieval));
        } else {
          const paths = documentPaths(
            await store.documents({
              ids: new Set(retrieval.passages.map(({ passage }) => passage.documentId)),
            }),
          );
          print(
            explain
              ? explainedText(explainedSearchResult(retrieval), paths, layout)
              : rankedText(searchResult(retrieval).passages, paths, layout),
          );
        }
      },
    ),
  );
}
