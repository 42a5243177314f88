import { printable } from "./printable.js";

/** Breaks text into lines as it comes in. */
export interface Wrapper {
  /** The text that can be put out now; a word that may go on is kept back. */
  push(text: string): string;
  /** What was kept back. */
  flush(): string;
}

/**
 * Breaks lines between words so that none is longer than `width` characters; a longer word stands alone. Line
 * breaks of the text stay.
 * @param width in UTF-16 code units
 */
export function createWrapper(width: number): Wrapper {
  let column = 0;
  let space = "";
  let word = "";

  function takeWord(): string {
    const breaks = column > 0 && column + space.length + word.length > width;
    const lead = breaks ? "\n" : space;
    column = (breaks ? 0 : column + space.length) + word.length;
    const out = lead + word;
    space = "";
    word = "";
    return out;
  }

  return {
    push(text) {
      let out = "";
      for (const character of printable(text)) {
        if (character === "\n") {
          out += `${word === "" ? "" : takeWord()}\n`;
          column = 0;
          space = "";
        } else if (character === " ") {
          out += word === "" ? "" : takeWord();
          space += character;
        } else {
          word += character;
        }
      }
      return out;
    },
    flush: () => (word === "" ? "" : takeWord()),
  };
}

/** The text in lines of at most `width` characters, each after `indent`. */
export function wrap(text: string, width: number, indent = ""): string {
  const wrapper = createWrapper(width - indent.length);
  const wrapped = wrapper.push(text) + wrapper.flush();
  return wrapped
    .split("\n")
    .map((line) => `${indent}${line}`.trimEnd())
    .join("\n");
}
