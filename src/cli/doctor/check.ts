/** The result of a check. */
export type CheckStatus = "ok" | "warn" | "fail";

/** One thing that was checked. */
export interface Check {
  /** Such as `index`. */
  readonly name: string;
  readonly status: CheckStatus;
  /** What was found, in one sentence. */
  readonly message: string;
  /** What to do about it, where it isn't ok. */
  readonly remedy?: string;
}

/** A check that failed. Footnote's own errors name the remedy in their message. */
export function failed(name: string, error: unknown, remedy?: string): Check {
  const message = error instanceof Error ? error.message : String(error);
  return { name, status: "fail", message, ...(remedy !== undefined && { remedy }) };
}
