/** Something of each lexical field: stemmed words and character 4-grams. */
export interface Fields<T> {
  readonly words: T;
  readonly grams: T;
}

/** Makes something of each field. */
export function eachField<T>(make: (field: keyof Fields<T>) => T): Fields<T> {
  return { words: make("words"), grams: make("grams") };
}
