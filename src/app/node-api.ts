import { finishAnswer } from "../answering/answerer.js";
import { loadConfig } from "../config/config.js";
import type { Environment } from "../config/read-values.js";
import { environmentOf, type Settings } from "../config/settings.js";
import type { Answer, AnswerEvent, ChatMessage } from "../core/answer.js";
import { FootnoteError } from "../core/errors.js";
import type { IngestProgress, IngestReport } from "../ingest/ingest.js";
import {
  type ExplainedSearchResult,
  explainedSearchResult,
  PASSAGE_COUNT,
  type SearchResult,
  searchResult,
} from "./search-result.js";
import { type Answering, openAnswering, openWritableWorkspace, type WritableWorkspace } from "./workspace.js";

export type { Settings } from "../config/settings.js";
export type {
  Answer,
  AnswerEvent,
  AnswerExcerpt,
  AnswerSentence,
  ChatMessage,
  Citation,
} from "../core/answer.js";
export { type ErrorCode, FootnoteError } from "../core/errors.js";
export type { ScoredPassage } from "../core/passage.js";
export type { IngestProgress, IngestReport } from "../ingest/ingest.js";
export type { ExplainedSearchResult, SearchResult } from "./search-result.js";

/** What `openFootnote` takes: the settings, and what they are read with. */
export interface FootnoteOptions extends Settings {
  /** Variables for what isn't set here, such as `process.env`; none by default. */
  readonly environment?: Environment | undefined;
  /** What relative paths start from; the working directory by default. */
  readonly cwd?: string | undefined;
  /** Takes sentences for the operator, such as that a damaged index was replaced. They are dropped without it. */
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/** How to ingest. */
export interface IngestCall {
  /** Reads and embeds every document again. */
  readonly rebuild?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** How to search. */
export interface SearchCall {
  /** The most passages, 1 to 50; 10 by default. */
  readonly limit?: number;
  /** Only these documents, by id. */
  readonly documents?: readonly string[];
  readonly signal?: AbortSignal;
}

/** How to ask. */
export interface AskCall {
  /** Only these documents, by id. */
  readonly documents?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Footnote in this process. */
export interface Footnote {
  /**
   * Brings the index up to date with the documents.
   * @throws FootnoteError `documents_folder_missing`, `embedding_failed`, `index_busy`, `index_damaged`, `aborted`
   */
  ingest(call?: IngestCall): Promise<IngestReport>;
  /**
   * The passages that fit a query, best first, as `GET /api/search` answers.
   * @throws FootnoteError `index_empty` before the first ingest, `invalid_request`, `document_not_found`,
   *   `embedding_failed`, `aborted`
   */
  search(query: string, call?: SearchCall): Promise<SearchResult>;
  /** The same, with how each passage was found. */
  explain(query: string, call?: SearchCall): Promise<ExplainedSearchResult>;
  /**
   * Answers a question, or the last message of a conversation, as `POST /api/chat` does.
   * @throws FootnoteError as `search` does; `llm_failed`, `llm_busy`, `llm_timeout`
   */
  ask(question: string | readonly ChatMessage[], call?: AskCall): Promise<Answer>;
  /**
   * The same while it is written: `passages`, then `delta` and `citation` in turn, then `done` with the answer. Work
   * starts with the first event that is read, and stops when the loop is left.
   * @throws FootnoteError as `ask` does, when the events are read
   */
  stream(question: string | readonly ChatMessage[], call?: AskCall): AsyncGenerator<AnswerEvent, void>;
  /** Aborts a running ingest and closes everything; then no other call may follow. */
  close(): Promise<void>;
}

/**
 * Opens Footnote over the index that the settings name, which is made by the first `ingest`. A damaged index is moved
 * aside.
 * @throws FootnoteError `invalid_configuration`, `invalid_prompt`, `embedding_model_unavailable`,
 *   `reranking_model_unavailable`, `weights_unavailable`, `index_too_new`
 */
export async function openFootnote(options: FootnoteOptions = {}): Promise<Footnote> {
  const { environment, cwd = process.cwd(), onNotice = () => undefined, ...settings } = options;
  const config = loadConfig({ ...environment, ...environmentOf(settings) }, cwd);
  const workspace = await openWritableWorkspace(config, onNotice);
  try {
    return new OpenFootnote(workspace, await openAnswering(workspace, onNotice));
  } catch (error) {
    await workspace.close();
    throw error;
  }
}

class OpenFootnote implements Footnote {
  readonly #workspace: WritableWorkspace;
  readonly #answering: Answering;

  constructor(workspace: WritableWorkspace, answering: Answering) {
    this.#workspace = workspace;
    this.#answering = answering;
  }

  ingest(call: IngestCall = {}): Promise<IngestReport> {
    return this.#workspace.scheduler.ingest(call);
  }

  async search(query: string, call?: SearchCall): Promise<SearchResult> {
    return searchResult(await this.#retrieve(query, call));
  }

  async explain(query: string, call?: SearchCall): Promise<ExplainedSearchResult> {
    return explainedSearchResult(await this.#retrieve(query, call));
  }

  ask(question: string | readonly ChatMessage[], call?: AskCall): Promise<Answer> {
    return finishAnswer(this.stream(question, call));
  }

  async *stream(
    question: string | readonly ChatMessage[],
    call: AskCall = {},
  ): AsyncGenerator<AnswerEvent, void> {
    const messages = typeof question === "string" ? [{ role: "user", content: question } as const] : question;
    await this.#check(messages.at(-1)?.content ?? "", call.documents);
    yield* this.#answering.answerer.answer({ ...call, messages });
  }

  async close(): Promise<void> {
    await this.#answering.close();
    await this.#workspace.close();
  }

  async #retrieve(question: string, { limit = PASSAGE_COUNT.byDefault, ...call }: SearchCall = {}) {
    if (!Number.isInteger(limit) || limit < 1 || limit > PASSAGE_COUNT.most) {
      throw new FootnoteError(
        "invalid_request",
        `The limit must be a whole number from 1 to ${PASSAGE_COUNT.most}.`,
      );
    }
    await this.#check(question, call.documents);
    return this.#answering.retriever.retrieve({ ...call, question, limit });
  }

  async #check(question: string, documents: readonly string[] | undefined): Promise<void> {
    const { store, config } = this.#workspace;
    const longest = config.limits.questionCharacters;
    if (question.trim() === "" || question.length > longest) {
      throw new FootnoteError(
        "invalid_request",
        `The question must have 1 to ${longest} characters (maxQuestionCharacters), and not only blanks.`,
      );
    }
    if ((await store.info()).generation === 0) {
      throw new FootnoteError("index_empty", "There is no index yet. Call ingest() first.");
    }
    if (documents !== undefined && !(await store.has(documents))) {
      throw new FootnoteError(
        "document_not_found",
        "An id of documents is unknown. The passages of a search name their documentId.",
      );
    }
  }
}
