/**
 * How often each term occurs in one text, packed: pairs of (distance from the previous term id, count) as
 * variable-length integers of 7 bits a byte (LEB128), by ascending term id. About two bytes a pair.
 */
export type TermFrequencies = Uint8Array;

/** Packs term ids given in any order and with repetitions. Ids are positive integers. */
export function encodeTermFrequencies(terms: Iterable<number>): TermFrequencies {
  const counts = new Map<number, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const bytes: number[] = [];
  let previous = 0;
  for (const [term, count] of [...counts].sort(([a], [b]) => a - b)) {
    pushVarint(bytes, term - previous);
    pushVarint(bytes, count);
    previous = term;
  }
  return Uint8Array.from(bytes);
}

/** Calls `visit` for each term, by ascending id. */
export function visitTermFrequencies(
  frequencies: TermFrequencies,
  visit: (term: number, count: number) => void,
): void {
  let position = 0;
  const read = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = frequencies[position++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  };
  let term = 0;
  while (position < frequencies.length) {
    term += read();
    visit(term, read());
  }
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}
