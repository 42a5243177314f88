/** One start of a server. */
export interface StartRound {
  /** From the start of the process until `/readyz` says 200, where the index has to be made, … */
  readonly firstReadyMs: number;
  /** … and where there is one. */
  readonly readyMs: number;
  /** Of all its processes together, when it is ready, … */
  readonly readyMegabytes: number;
  /** … and after the questions. */
  readonly askedMegabytes: number;
  readonly firstQuestionMs: number;
  /** Over HTTP, one after the other, all different. */
  readonly questionP50Ms: number;
  readonly questionP95Ms: number;
}

/** A server, round by round. */
export interface StartRow {
  readonly what: string;
  readonly rounds: StartRound[];
}

/** Servers, and the command `ask` from its start to its end. */
export interface StartFigures {
  readonly rows: readonly StartRow[];
  readonly askSeconds: readonly number[];
}
