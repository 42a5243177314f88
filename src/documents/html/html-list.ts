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
  return isWellFormed(list) && holdsLinesOnly(list) && !Array.from(descendants(list)).some(isDefinitionList);
}

/** Whether an element holds no headings, tables and code, and only lists with nothing outside their items. */
export function holdsLinesOnly(element: Element): boolean {
  return Array.from(descendants(element)).every(
    (inner) =>
      inner.name !== "table" &&
      inner.name !== "pre" &&
      headingLevel(inner) === undefined &&
      (!isAnyList(inner) || isWellFormed(inner)),
  );
}

function isDefinitionList({ name }: Element): boolean {
  return name === "dl";
}

function isAnyList(element: Element): boolean {
  return isList(element) || isDefinitionList(element);
}

/** Whether nothing stands outside a list's items. */
export function isWellFormed(list: Element): boolean {
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
    for (const inner of outermost(child, isList)) {
      yield* listLines(inner, `${indent}  `);
    }
  }
}

/** The visible elements of a kind within another one that don't lie in one of their kind. */
function outermost(element: Element, isOfKind: (inner: Element) => boolean): Element[] {
  const found = descendants(element, (inner) => !isOfKind(inner) && !isInvisible(inner));
  return Array.from(found).filter(isOfKind);
}

/** One term or several with what is said of them. */
export interface Definition {
  readonly terms: readonly Element[];
  readonly definitions: readonly Element[];
}

/** The definitions of a well-formed definition list, in order. */
export function definitionsOf(list: Element): Definition[] {
  const entries: { terms: Element[]; definitions: Element[] }[] = [];
  for (const element of descendants(list, ({ name }) => name === "div")) {
    if (isInvisible(element) || !DEFINITION.has(element.name)) {
      continue;
    }
    const last = entries.at(-1);
    if (element.name === "dt" && last?.definitions.length === 0) {
      last.terms.push(element);
    } else if (element.name === "dt") {
      entries.push({ terms: [element], definitions: [] });
    } else if (last === undefined) {
      entries.push({ terms: [], definitions: [element] });
    } else {
      last.definitions.push(element);
    }
  }
  return entries;
}

/** Whether a definition can be said in lines. */
export function isSimpleDefinition({ terms, definitions }: Definition): boolean {
  return [...terms, ...definitions].every(holdsLinesOnly);
}

/** The terms of a definition on one line. */
export function termsOf({ terms }: Definition): string {
  return terms.map((term) => lineOf(term)).join(", ");
}

/** One line for a simple definition, `Term: definition; another`, and indented ones for lists in it. */
export function definitionLines(definition: Definition, indent = ""): string[] {
  const texts = definition.definitions
    .map((element) => lineOf(element, isAnyList))
    .filter((text) => text !== "");
  const said = texts.join("; ");
  const terms = termsOf(definition);
  const line = said === "" ? terms : tableLine([terms], [said]);
  const nested = definition.definitions.flatMap((element) => outermost(element, isAnyList));
  const inner = nested.flatMap((list) =>
    isList(list)
      ? Array.from(listLines(list, `${indent}  `))
      : definitionsOf(list).flatMap((each) => definitionLines(each, `${indent}  `)),
  );
  return [...(line === "" ? [] : [indent + line]), ...inner];
}
