import type { Span } from "../../core/document.js";
import type { Layout } from "../terminal.js";
import { oneLine } from "./printable.js";
import { wrap } from "./wrap.js";

/**
 * A text in lines, with words of it in bold.
 * @param spans words of the text, in order, not overlapping; offsets into it
 * @param indent white space
 * @param lines whether the text's own line breaks are kept
 */
export function markedText(
  text: string,
  spans: readonly Span[],
  layout: Layout,
  indent: string,
  lines: "folded" | "kept" = "folded",
): string {
  const isMarked = printedUnits(text, spans);
  let unit = 0;
  let out = "";
  let marked = "";
  const shown = lines === "kept" ? text : oneLine(text);
  for (const character of wrap(shown, layout.width, indent).split("")) {
    if (/\S/.test(character) && isMarked[unit++] === true) {
      marked += character;
    } else {
      out += bold(marked, layout) + character;
      marked = "";
    }
  }
  return out + bold(marked, layout);
}

/**
 * For each code unit of the text that is printed and isn't white space, whether it lies in a span: lines are
 * broken at white space, so that these units are what text and lines have in common.
 */
function printedUnits(text: string, spans: readonly Span[]): boolean[] {
  let next = 0;
  return text.split("").flatMap((character, i) => {
    while ((spans[next]?.end ?? text.length) <= i) {
      next++;
    }
    return oneLine(character) === "" ? [] : [(spans[next]?.start ?? text.length) <= i];
  });
}

function bold(text: string, { style }: Layout): string {
  return text === "" ? "" : style("bold", text);
}
