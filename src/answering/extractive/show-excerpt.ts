import type { Span } from "../../core/document.js";
import type { RankedPassage } from "../../core/passage.js";
import { displayText } from "../display-text.js";
import type { Excerpt } from "../excerpt.js";
import type { WeighedQuestion } from "../weighed-question.js";
import type { ExcerptCandidate } from "./excerpt-candidates.js";
import { within } from "./section-groups.js";
import { shownCells } from "./table-cells.js";

/** Where so much of an excerpt answers, nothing stands out. */
const NEARLY_ALL = 0.9;

/** A list up to this length that the answering sentence leads into is marked with it, in UTF-16 code units. */
const MARKED_LIST = 400;

/** A candidate as it is shown to a reader; undefined if nothing but markup is in it. */
export function showExcerpt(
  candidate: ExcerptCandidate,
  context: readonly RankedPassage[],
  question: WeighedQuestion,
): Excerpt | undefined {
  const { start, end, section, context: index } = candidate;
  const quote = within(section, candidate);
  const cells = shownCells(quote, question, context[index]?.passage.language ?? question.language);
  const display = displayText(quote, cells);
  if (display.text === "") {
    return undefined;
  }
  const highlights = markedIn(candidate);
  return {
    context: index,
    span: { start, end },
    quote,
    heading: section.heading.map((heading) => displayText(heading).text),
    highlights,
    text: display.text,
    keys: highlights
      .map((key) => display.locate({ start: key.start - start, end: key.end - start }))
      .filter((key) => key.end > key.start),
  };
}

/** The sentences that answer, with the list that one leads into; none if they are nearly everything. */
function markedIn({ section, keys, start, end }: ExcerptCandidate): Span[] {
  const marked: Span[] = [];
  for (const key of keys) {
    const list = /[:：]\s*$/u.test(within(section, key))
      ? section.blocks.find((block) => block.kind === "list" && block.start >= key.end)
      : undefined;
    const isNext = list !== undefined && within(section, { start: key.end, end: list.start }).trim() === "";
    const isShort = list !== undefined && list.end - list.start <= MARKED_LIST && list.end <= end;
    const last = marked.at(-1);
    const span = { start: key.start, end: isNext && isShort ? list.end : key.end };
    if (last !== undefined && span.start < last.end) {
      marked[marked.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      marked.push(span);
    }
  }
  const length = marked.reduce((sum, span) => sum + span.end - span.start, 0);
  return length > NEARLY_ALL * (end - start) ? [] : marked;
}
