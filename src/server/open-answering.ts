import { type Answerer, createAnswerer } from "../answering/answerer.js";
import {
  createRuleBasedQuestions,
  type StandaloneQuestions,
} from "../answering/conversation/standalone-question.js";
import { createExtractiveWriter, EXTRACTIVE } from "../answering/extractive/extractive-writer.js";
import { openPrompts, type PromptSource } from "../answering/prompts/prompt-source.js";
import type { Calibration } from "../answering/refusal/calibration.js";
import { loadCalibration } from "../answering/refusal/calibration-file.js";
import type { Config } from "../config/config.js";
import { INSTALLATION } from "../config/installation.js";
import type { Writer } from "../core/ports/writer.js";
import { loadWordVectors } from "../embedding/static/builtin.js";
import { createRetriever, type Retriever } from "../retrieval/retriever.js";
import { WordMatcher } from "../text/word-matcher.js";
import type { Index } from "./open-index.js";
import { openReranking } from "./open-reranking.js";

/** The read path over an open index. */
export interface Answering {
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** What the index is calibrated with; undefined: the thresholds that come with Footnote. */
  readonly calibration: Calibration | undefined;
  /** Closes what it opened itself; the index stays its owner's. */
  close(): Promise<void>;
}

/**
 * Puts retrieval, prompts and the configured reranker and writer on top of an index.
 * @param onNotice takes a sentence for the operator
 * @param calibratedIn the folder of the index whose calibration counts; by default the configured one
 * @throws FootnoteError `invalid_prompt`; `invalid_configuration` if the writer can't be made, or there is no such
 * reranking model; `reranking_model_unavailable` if it can't be loaded
 */
export async function openAnswering(
  config: Config,
  { store, embedder }: Index,
  onNotice: (notice: string) => void,
  calibratedIn = config.indexDir,
): Promise<Answering> {
  const [prompts, vectors, calibration] = await Promise.all([
    openPrompts(config.promptsDir, { reload: config.reloadPrompts, onNotice }),
    loadWordVectors(INSTALLATION.models),
    loadCalibration(calibratedIn, embedder.fingerprint),
  ]);
  const matcher = new WordMatcher(vectors);
  const { writer, questions } = await openWriting(config, prompts, matcher, onNotice);
  // Last, since it holds a thread.
  const reranking = await openReranking(config.reranking, onNotice);
  const retriever = createRetriever({ store, embedder, matcher, reranking });
  return {
    retriever,
    answerer: createAnswerer({ retriever, questions, writer, prompts, store, matcher, calibration }),
    calibration,
    close: async () => reranking?.reranker.close(),
  };
}

/** Who writes answers and reads follow-ups; LangChain is loaded only where a model is configured. */
async function openWriting(
  { llm, llmTimeoutMs, llmContextTokens }: Config,
  prompts: PromptSource,
  matcher: WordMatcher,
  onNotice: (notice: string) => void,
): Promise<{ readonly writer: Writer; readonly questions: StandaloneQuestions }> {
  if (llm === EXTRACTIVE) {
    return { writer: createExtractiveWriter(matcher), questions: createRuleBasedQuestions(matcher) };
  }
  const [{ openChatModel }, { createChatModelWriter }, { createModelQuestions }] = await Promise.all([
    import("../answering/llm/open-chat-model.js"),
    import("../answering/llm/chat-model-writer.js"),
    import("../answering/conversation/model-questions.js"),
  ]);
  const model = await openChatModel({ model: llm, timeoutMs: llmTimeoutMs, contextTokens: llmContextTokens });
  return {
    writer: createChatModelWriter({ model, prompts, contextTokens: llmContextTokens }),
    questions: createModelQuestions({ model, prompts, matcher, onNotice }),
  };
}
