import { untilAborted } from "../../../src/core/abort.js";
import type { Embedder, EmbeddingRole } from "../../../src/core/ports/embedder.js";

/** One call of `embed` that waits for the test to end it. */
export interface Call {
  readonly texts: readonly string[];
  readonly role: EmbeddingRole;
  readonly signal: AbortSignal | undefined;
  /** Gives each text the vector of its length. */
  answer(): void;
  fail(error: Error): void;
}

/** An embedder that does what the test says. */
export interface ScriptedEmbedder extends Embedder {
  readonly calls: readonly Call[];
}

/** @param answersAtOnce whether calls are answered without the test's doing */
export function scriptedEmbedder({ answersAtOnce = false } = {}): ScriptedEmbedder {
  const calls: Call[] = [];
  return {
    calls,
    fingerprint: {
      model: "scripted",
      revision: "",
      dimension: 1,
      pooling: "unknown",
      prefix: { query: "", passage: "" },
      quantisation: "unknown",
    },
    languages: ["de"],
    embed(texts, role, signal) {
      const work = new Promise<Float32Array[]>((resolve, reject) => {
        const answer = () => resolve(texts.map((text) => Float32Array.of(text.length)));
        calls.push({ texts, role, signal, answer, fail: reject });
        if (answersAtOnce) {
          answer();
        }
      });
      return untilAborted(work, signal);
    },
    close: () => Promise.resolve(),
  };
}

/** Everything that can go on without outside events does. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
