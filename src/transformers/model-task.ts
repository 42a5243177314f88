/** What a model is for: how it is run, and how errors about it are worded. */
export interface ModelTask {
  /** Errors have the codes `…_failed` and `…_model_unavailable`. */
  readonly name: "embedding" | "reranking";
  /** The thread's compiled main module, by its name in package.json's `imports`. */
  readonly worker: `#${string}`;
  /** The environment variable that names the model. */
  readonly variable: string;
  /** What the variable may be, in one sentence. */
  readonly choices: string;
  /** What to do without a network; completed by the files that a folder has to hold. */
  readonly offline: string;
}
