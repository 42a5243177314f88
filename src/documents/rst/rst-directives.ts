import Papa from "papaparse";
import type { RstContext } from "./rst-context.js";
import { inlineText } from "./rst-inline.js";
import { isBlank } from "./rst-lines.js";
import type { RstNode } from "./rst-tree.js";

/** A directive taken apart: `.. name:: argument`, options and content below it. */
interface Directive {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly content: readonly string[];
}

const NAMES = (list: string) => new Set(list.split(/\s+/u));

const CODE = NAMES(
  "code code-block sourcecode parsed-literal math doctest testcode testoutput prompt productionlist",
);

/** They build pages or set something; what they hold is not for readers. */
const NO_TEXT =
  NAMES(`bibliography contents default-domain default-intersphinx default-role footer header highlight
  index ifdef meta module currentmodule currentclass program py:currentmodule py:module raw role sectnum
  tabularcolumns target-notes testcleanup testsetup title toctree`);

/** They show a file that isn't there. */
const FILES = NAMES("include literalinclude download");

const NOTES: ReadonlyMap<string, string> = new Map([
  ["attention", "Attention"],
  ["caution", "Caution"],
  ["danger", "Danger"],
  ["error", "Error"],
  ["hint", "Hint"],
  ["important", "Important"],
  ["note", "Note"],
  ["seealso", "See also"],
  ["tip", "Tip"],
  ["todo", "To do"],
  ["warning", "Warning"],
]);

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ["versionadded", "New in version"],
  ["versionchanged", "Changed in version"],
  ["deprecated", "Deprecated since version"],
  ["versionremoved", "Removed in version"],
]);

/** Their argument is a title of what they hold. */
const TITLED = NAMES(
  "admonition topic sidebar table rubric centered dropdown tab card grid-item-card collapse",
);

/** Their argument is the beginning of their content. */
const CONTAINERS = NAMES(
  "container only ifconfig compound epigraph highlights pull-quote hlist glossary tabs grid",
);

/**
 * What a directive gives its reader.
 * @param rest the lines below its first, without their indent
 */
export function readDirective(
  name: string,
  argument: string,
  rest: readonly string[],
  context: RstContext,
): readonly RstNode[] {
  const directive = takeApart(name.toLowerCase(), argument, rest);
  const { arguments: given, content, options } = directive;
  if (directive.name === "raw") {
    context.leftOut.raw += 1;
  }
  if (NO_TEXT.has(directive.name)) {
    return [];
  }
  if (FILES.has(directive.name)) {
    context.leftOut.addFile(given.join(" "));
    return [];
  }
  if (CODE.has(directive.name)) {
    return [{ type: "code", text: codeOf(directive).join("\n") }];
  }
  switch (directive.name) {
    case "image":
    case "figure":
      return readPicture(directive, context);
    case "csv-table":
      return readCsvTable(directive, context);
    case "list-table":
      return readListTable(directive, context);
    default:
  }
  const label = NOTES.get(directive.name);
  if (label !== undefined) {
    return [
      { type: "group", label, children: context.parse([...given, ...optionLines(options), ...content]) },
    ];
  }
  return readOther(directive, context);
}

function readOther(directive: Directive, context: RstContext): readonly RstNode[] {
  const { name, arguments: given, content } = directive;
  const title = inlineText(given.join(" "), context.names);
  const version = VERSIONS.get(name);
  if (version !== undefined) {
    const [, number = "", text = ""] = /^(\S+)\s*(.*)$/u.exec(title) ?? [];
    const said: RstNode[] = text === "" ? [] : [{ type: "paragraph", text }];
    return [{ type: "group", label: `${version} ${number}`, children: [...said, ...context.parse(content)] }];
  }
  if (TITLED.has(name)) {
    const titled: RstNode[] = title === "" ? [] : [{ type: "paragraph", text: title }];
    return [...titled, ...context.parse(content)];
  }
  if (CONTAINERS.has(name)) {
    return context.parse(content);
  }
  const children = context.parse(content);
  // For docutils a style of what it holds, for Sphinx the description of a class.
  return name === "class" && !/[(.\p{Lu}]/u.test(title) ? children : readDescription(given, children);
}

/** A description of a function or the like; without content it only counts if its argument isn't a mere name. */
function readDescription(signatures: readonly string[], children: readonly RstNode[]): readonly RstNode[] {
  const shown = signatures.map((line) => line.trim().replace(/\\(.)/gu, "$1"));
  if (children.length === 0 && !shown.some((line) => /[\s(]/u.test(line))) {
    return [];
  }
  const term = shown.join("\n").trim();
  return term === "" ? children : [{ type: "definitions", items: [{ term, children }] }];
}

function takeApart(name: string, argument: string, rest: readonly string[]): Directive {
  const given = isBlank(argument) ? [] : [argument];
  const options = new Map<string, string>();
  let at = 0;
  for (; at < rest.length && !isBlank(rest[at]); at += 1) {
    const line = rest[at] ?? "";
    const [, key, value = ""] = /^:([\w-]{1,60}):(?:\s+(.*))?$/u.exec(line) ?? [];
    if (key !== undefined) {
      options.set(key, value);
    } else if (options.size > 0) {
    } else {
      given.push(line);
    }
  }
  return { name, arguments: given, options, content: rest.slice(at).slice(countBlank(rest, at)) };
}

function countBlank(lines: readonly string[], start: number): number {
  let count = 0;
  while (start + count < lines.length && isBlank(lines[start + count])) {
    count += 1;
  }
  return count;
}

/** A note may begin with a list of fields, which looks like options. */
function optionLines(options: ReadonlyMap<string, string>): string[] {
  return [...options]
    .filter(([key]) => key !== "class" && key !== "name")
    .map(([key, value]) => `:${key}: ${value}`);
}

/** The language stands in the first line; code without a language may follow it at once. */
function codeOf({ name, arguments: given, content }: Directive): readonly string[] {
  const [first = "", ...more] = given;
  if (name === "math" || name === "productionlist" || name === "prompt") {
    return [...(name === "math" ? [first] : []), ...more, ...content].filter((line) => line !== "");
  }
  return more.length > 0 ? [...more, "", ...content] : content;
}

function readPicture({ options, content }: Directive, context: RstContext): readonly RstNode[] {
  const caption = context.parse(content);
  const description = inlineText(options.get("alt") ?? "", context.names);
  if (description !== "") {
    return [{ type: "paragraph", text: description }, ...caption];
  }
  if (caption.length === 0) {
    context.leftOut.pictures += 1;
  }
  return caption;
}

function readCsvTable(
  { arguments: given, options, content }: Directive,
  context: RstContext,
): readonly RstNode[] {
  const file = options.get("file") ?? options.get("url");
  if (file !== undefined) {
    context.leftOut.addFile(file);
  }
  const delim = options.get("delim") ?? "";
  const delimiter = delim === "tab" ? "\t" : delim === "space" ? " " : delim.charAt(0) || ",";
  const cells = (lines: string) =>
    Papa.parse<string[]>(lines.replaceAll(`${delimiter} "`, `${delimiter}"`), { delimiter }).data.map((row) =>
      row.map((cell) => inlineText(cell, context.names)),
    );
  const rows = cells(content.join("\n"));
  const headerRows = Number(options.get("header-rows") ?? 0);
  const [named] = cells(options.get("header") ?? "");
  const header = named ?? (headerRows > 0 ? (rows.splice(0, headerRows)[0] ?? null) : null);
  return [...captionOf(given, context), { type: "table", header, rows }];
}

function readListTable(
  { arguments: given, options, content }: Directive,
  context: RstContext,
): readonly RstNode[] {
  const rows = context
    .parse(content)
    .flatMap((node) => (node.type === "list" ? node.items : []))
    .map(({ children }) => children.flatMap((node) => (node.type === "list" ? node.items : [])))
    .map((cells) => cells.map((cell) => textOf(cell.children)));
  const headerRows = Number(options.get("header-rows") ?? 0);
  const header = headerRows > 0 ? (rows.splice(0, headerRows)[0] ?? null) : null;
  return [...captionOf(given, context), { type: "table", header, rows }];
}

function captionOf(given: readonly string[], { names }: RstContext): RstNode[] {
  const text = inlineText(given.join(" "), names);
  return text === "" ? [] : [{ type: "paragraph", text }];
}

/** All text of parts, as a cell holds it. */
function textOf(nodes: readonly RstNode[]): string {
  return nodes
    .map((node): string => {
      switch (node.type) {
        case "list":
          return node.items.map(({ children }) => textOf(children)).join("; ");
        case "definitions":
          return node.items.map(({ term, children }) => `${term}: ${textOf(children)}`).join("; ");
        case "group":
          return textOf(node.children);
        case "table":
          return node.rows.map((row) => row.join(" ")).join("; ");
        default:
          return node.text;
      }
    })
    .join(" ");
}
