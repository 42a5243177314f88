import { channel } from "node:diagnostics_channel";

/** What can crash without taking the server with it, and is started again. */
export const CRASHED_PARTS = [
  "embedding_thread",
  "embedding_model",
  "reranking_model",
  "loading_process",
  "graph_process",
  "server_process",
] as const;
export type CrashedPart = (typeof CRASHED_PARTS)[number];

const CRASHES = channel("footnote.crash");

/** Tells those who listen that a part has crashed. */
export function reportCrash(part: CrashedPart): void {
  CRASHES.publish(part);
}

/**
 * Listens to crashes of this process's parts, such as for metrics and the log.
 * @returns stops listening
 */
export function onCrash(listener: (part: CrashedPart) => void): () => void {
  // Only `reportCrash` publishes.
  const receive = (part: unknown) => listener(part as CrashedPart);
  CRASHES.subscribe(receive);
  return () => CRASHES.unsubscribe(receive);
}
