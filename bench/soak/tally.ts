/** Of so many the first are kept word by word. */
const MOST_NOTES = 40;

/** What was done and what went wrong, counted. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly notes: string[] = [];

  count(what: Counted): void {
    this.#counts.set(what, this.of(what) + 1);
  }

  of(what: Counted): number {
    return this.#counts.get(what) ?? 0;
  }

  /** Counts something that must not happen, and tells what it was. */
  fault(what: Fault, note: string): void {
    this.count(what);
    if (this.notes.length < MOST_NOTES) {
      this.notes.push(`${new Date().toISOString()} ${what}: ${note}`);
      console.error(this.notes.at(-1));
    }
  }
}

/** What must not happen. */
export type Fault = "wrong" | "lost" | "doubled" | "failed";

/** What is counted. */
export type Counted =
  | Fault
  | "questions"
  /** Answered while the document was changing: nothing can be said of them. */
  | "unjudged"
  /** With status 429 or 503. */
  | "busy"
  | "hangUps"
  | "added"
  | "changed"
  | "removed"
  | "renamed"
  | "broken";
