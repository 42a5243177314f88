/**
 * How often each term occurs in one text, packed: pairs of (distance from the previous term id, count) as
 * variable-length integers of 7 bits a byte (LEB128), by ascending term id. About two bytes a pair.
 */
export type TermFrequencies = Uint8Array;

/** The most bytes a term takes each time it occurs: 5 for its id, and the count takes a byte or fewer. */
const MAX_TERM = 5 + 1;

/** Packs term ids given in any order and with repetitions, which are sorted where they are. */
export function encodeTermFrequencies(terms: Uint32Array): TermFrequencies {
  const ids = terms.sort();
  const bytes = new Uint8Array(MAX_TERM * ids.length);
  let length = 0;
  let previous = 0;
  for (let i = 0; i < ids.length; ) {
    const id = ids[i] ?? 0;
    const first = i;
    while (i < ids.length && ids[i] === id) {
      i++;
    }
    length = writeVarint(bytes, length, id - previous);
    length = writeVarint(bytes, length, i - first);
    previous = id;
  }
  return bytes.subarray(0, length);
}

/** The same terms with ids that are so much higher: only the first distance is another one. */
export function shiftTermFrequencies(frequencies: TermFrequencies, by: number): TermFrequencies {
  if (frequencies.length === 0) {
    return frequencies;
  }
  const first = readVarint(frequencies, 0);
  const head = new Uint8Array(MAX_TERM);
  const length = writeVarint(head, 0, first.value + by);
  return Buffer.concat([head.subarray(0, length), frequencies.subarray(first.end)]);
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
      if (byte < 0x80) {
        return value;
      }
      scale *= 0x80;
    }
  };
  let term = 0;
  while (position < frequencies.length) {
    term += read();
    visit(term, read());
  }
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  let scale = 1;
  let end = start;
  for (let byte = 0x80; byte >= 0x80; end++) {
    byte = bytes[end] ?? 0;
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
  }
  return { value, end };
}

/** @returns where the next one goes */
function writeVarint(bytes: Uint8Array, position: number, value: number): number {
  let rest = value;
  let next = position;
  while (rest >= 0x80) {
    bytes[next++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[next++] = rest;
  return next;
}
