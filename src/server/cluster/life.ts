import { z } from "zod";
import type { Config } from "../../config/config.js";
import type { Call, Notice } from "./channel.js";
import { FAILURE, type Failure } from "./failure.js";

/** What a worker starts with. */
export interface Setup {
  /** From 1 on; a worker that is started again has the number of the one before. */
  readonly number: number;
  readonly config: Config;
}

/** A worker asks the primary for what it starts with. */
export const SETUP: Call<null, Setup> = {
  name: "setup",
  request: z.null(),
  // It comes from the same installation, which has validated it.
  reply: z.object({ number: z.int(), config: z.custom<Config>() }),
};

/** A worker takes requests now. */
export const STARTED: Notice<{ readonly url: string }> = {
  name: "started",
  content: z.object({ url: z.string() }),
};

/** A worker can't start, and ends. */
export const NOT_STARTED: Notice<Failure> = { name: "not-started", content: FAILURE };

/** The primary has a worker finish what it is doing, and end. */
export const STOP: Notice<{ readonly graceMs: number }> = {
  name: "stop",
  content: z.object({ graceMs: z.number() }),
};
