import type { AnswerEvent, AnswerRequest } from "../core/answer.js";
import type { ScoredPassage } from "../core/passage.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";

/** What MCP's tools and resources stand on: each transport brings its own limits, links and log. */
export interface McpBackend {
  /**
   * The passages that fit a query, best first.
   * @throws what retrieval and the transport's limits throw
   */
  search(query: string, limit: number, signal: AbortSignal): Promise<readonly ScoredPassage[]>;
  /**
   * Has a question answered and the events consumed.
   * @param client is aborted when the client cancels the call or leaves
   * @throws what answering, `consume` and the transport's limits throw
   */
  answer<T>(
    request: Omit<AnswerRequest, "signal">,
    client: AbortSignal,
    consume: (events: AsyncIterable<AnswerEvent>) => Promise<T>,
  ): Promise<T>;
  readonly catalogue: Pick<Catalogue, "document" | "documents" | "has">;
  /**
   * An absolute address of a page of Footnote's.
   * @param path such as `/documents/42#0-10`
   */
  link(path: string): string;
  /** What the client is told of an error that ended a call; the transport logs the rest. */
  describeError(error: unknown): string;
  /** The longest question or query, in UTF-16 code units. */
  readonly questionCharacters: number;
}
