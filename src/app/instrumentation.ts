import type { ChatModel } from "../answering/llm/chat-model.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { Retriever } from "../retrieval/retriever.js";

/** Wraps parts of the read path, so that what they do can be counted and timed from outside. */
export interface Instrumentation {
  /** Of questions; it is closed by whoever opened it. */
  embedder(embedder: Embedder): Embedder;
  retriever(retriever: Retriever): Retriever;
  chatModel(model: ChatModel): ChatModel;
}
