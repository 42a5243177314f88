import { type Element, isTag } from "domhandler";
import { tableLine } from "../table-text.js";
import { descendants, headingLevel, holdsOnly, isInvisible, names } from "./elements.js";
import { lineOf } from "./inline-text.js";

/** Whether an element is an ordered or unordered list. */
export function isList({ name }: Element): boolean {
  return name === "ul" || name === "ol" || name === "menu" || name === "dir";
}

/** What these may hold, beside white space. */
const ITEMS = names("li ul ol menu dir");
const DEFINITIONS = names("dt dd div");
const DEFINITION = names("dt dd");

/**
 * Whether a list can be said in lines: nothing stands outside its items, and no headings, tables, code or
 * definitions in them.
 */
export function isSimpleList(list: Element): boolean {
  if (!isWellFormed(list)) {
    return false;
  }
  for (const element of descendants(list)) {
    const { name } = element;
    if (name === "table" || name === "pre" || name === "dl" || headingLevel(element) !== undefined) {
      return false;
    }
    if (isList(element) && (list.name === "dl" || !isWellFormed(element))) {
      return false;
    }
  }
  return true;
}

function isWellFormed(list: Element): boolean {
  if (list.name !== "dl") {
    return holdsOnly(list, ITEMS);
  }
  const groups = list.children.filter(isTag).filter(({ name }) => name === "div");
  return holdsOnly(list, DEFINITIONS) && groups.every((group) => holdsOnly(group, DEFINITION));
}

/** One line per item; nested lists are indented by two spaces a level. */
export function listText(list: Element): string {
  return Array.from(listLines(list, "")).join("\n");
}

function* listLines(list: Element, indent: string): Generator<string> {
  let number = Number.parseInt(list.attribs["start"] ?? "", 10);
  if (Number.isNaN(number)) {
    number = 1;
  }
  for (const child of list.children.filter(isTag)) {
    if (isInvisible(child)) {
      continue;
    }
    if (isList(child)) {
      yield* listLines(child, `${indent}  `);
      continue;
    }
    const text = lineOf(child, isList);
    if (text !== "") {
      yield `${indent}${list.name === "ol" ? `${number++}.` : "-"} ${text}`;
    }
    const nested = descendants(child, (element) => !isList(element) && !isInvisible(element));
    for (const inner of nested) {
      if (isList(inner)) {
        yield* listLines(inner, `${indent}  `);
      }
    }
  }
}

/** A definition list, one line for each term: `Term: definition; another`. */
export function definitionText(list: Element): string {
  const entries: { terms: string[]; definitions: string[] }[] = [];
  for (const element of descendants(list, ({ name }) => name === "div")) {
    if (isInvisible(element)) {
      continue;
    }
    const last = entries.at(-1);
    if (element.name === "dt") {
      if (last?.definitions.length === 0) {
        last.terms.push(lineOf(element));
      } else {
        entries.push({ terms: [lineOf(element)], definitions: [] });
      }
    } else if (element.name === "dd") {
      if (last === undefined) {
        entries.push({ terms: [], definitions: [lineOf(element)] });
      } else {
        last.definitions.push(lineOf(element));
      }
    }
  }
  return entries.map(entryLine).join("\n");
}

function entryLine({ terms, definitions }: { terms: string[]; definitions: string[] }): string {
  const definition = definitions.filter((text) => text !== "").join("; ");
  return definition === "" ? terms.join(", ") : tableLine([terms.join(", ")], [definition]);
}
