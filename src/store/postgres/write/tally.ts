import { type Counts, NOTHING } from "../../rows/counts.js";

/** What a tally goes back to. */
export interface TallyMark {
  readonly counts: Counts;
  readonly languages: ReadonlyMap<string, number>;
}

/** How much an index holds, kept up to date while it is written: counting large tables takes long. */
export class Tally {
  #counts: Counts;
  #languages: Map<string, number>;

  /** @param languages numbers of passages */
  constructor(counts: Counts = NOTHING, languages: Readonly<Record<string, number>> = {}) {
    this.#counts = counts;
    this.#languages = new Map(Object.entries(languages));
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** Numbers of passages. */
  get languages(): Record<string, number> {
    return Object.fromEntries([...this.#languages].filter(([, passages]) => passages > 0));
  }

  get mark(): TallyMark {
    return { counts: this.#counts, languages: new Map(this.#languages) };
  }

  returnTo({ counts, languages }: TallyMark): void {
    this.#counts = counts;
    this.#languages = new Map(languages);
  }

  /** A negative number is removed. */
  addDocuments(documents: number): void {
    this.#counts = { ...this.#counts, documents: this.#counts.documents + documents };
  }

  /** Negative numbers are removed. */
  add(language: string, { paragraphs, passages }: Pick<Counts, "paragraphs" | "passages">): void {
    this.#counts = {
      ...this.#counts,
      paragraphs: this.#counts.paragraphs + paragraphs,
      passages: this.#counts.passages + passages,
    };
    this.#languages.set(language, (this.#languages.get(language) ?? 0) + passages);
  }

  /** Adds all that another one holds. */
  join(other: Tally): void {
    const { documents, paragraphs, passages } = other.#counts;
    this.#counts = {
      documents: this.#counts.documents + documents,
      paragraphs: this.#counts.paragraphs + paragraphs,
      passages: this.#counts.passages + passages,
    };
    for (const [language, count] of other.#languages) {
      this.#languages.set(language, (this.#languages.get(language) ?? 0) + count);
    }
  }

  clear(): void {
    this.#counts = NOTHING;
    this.#languages.clear();
  }
}
