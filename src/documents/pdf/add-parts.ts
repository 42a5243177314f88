import { guessHeader, tableLines } from "../table-text.js";
import type { TextBuilder, Line as TextLine } from "../text-builder.js";
import type { LineGroup } from "./group-lines.js";
import { hyphenatedWords, joinLines } from "./join-lines.js";
import type { Line } from "./layout.js";
import type { Part } from "./parts.js";
import type { Table } from "./tables.js";

/** Adds a document's blocks, with a mark wherever a page's text starts, be it inside a block. */
export function addParts(builder: TextBuilder, parts: readonly Part[]): void {
  const hyphenated = new Set(parts.flatMap(linesOf).flatMap(({ text }) => hyphenatedWords(text)));
  let page = 0;
  for (const part of parts) {
    const lines = linesOf(part);
    const first = lines[0]?.page ?? page;
    if (first !== page) {
      builder.mark("page", first);
    }
    page = lines.at(-1)?.page ?? first;
    switch (part.kind) {
      case "heading":
        builder.addHeading(textOf(part.group, hyphenated), part.level);
        break;
      case "table":
        builder.addLines(
          "table",
          tableText(part.table).map((text) => ({ text })),
        );
        break;
      case "list":
        builder.addLines("list", itemLines(part.items, hyphenated));
        break;
      case "code":
        builder.addBlock("code", codeText(part.group));
        break;
      case "paragraph":
        builder.addLines("paragraph", itemLines([part.group], hyphenated));
    }
  }
}

/** The lines of a block. */
export function linesOf(part: Part): readonly Line[] {
  switch (part.kind) {
    case "table":
      return part.table.lines;
    case "list":
      return part.items.flat();
    default:
      return part.group;
  }
}

/** Lines as one text. */
export function textOf(group: LineGroup, hyphenated?: ReadonlySet<string>): string {
  return itemLines([group], hyphenated)
    .map(({ text, separator }, i) => (i === 0 ? text : `${separator ?? "\n"}${text}`))
    .join("");
}

/** Every item's lines joined into one, with a mark where a page starts. */
function itemLines(items: readonly LineGroup[], hyphenated?: ReadonlySet<string>): TextLine[] {
  const result: TextLine[] = [];
  let page = items[0]?.[0]?.page;
  for (const group of items) {
    let separator: NonNullable<TextLine["separator"]> = "\n";
    for (const [i, line] of group.entries()) {
      const next = group[i + 1];
      const join = next === undefined ? { text: line.text } : joinLines(line.text, next.text, hyphenated);
      const mark = line.page === page ? {} : { mark: { kind: "page" as const, value: line.page } };
      result.push({ text: join.text.replaceAll("\u00ad", ""), separator, ...mark });
      separator = "separator" in join ? join.separator : "\n";
      page = line.page;
    }
  }
  return result;
}

function tableText({ rows, hasHeader }: Table): string[] {
  const header = hasHeader ? (rows[0] ?? null) : guessHeader(rows);
  return header === null ? tableLines(null, rows.map(withLabels)) : tableLines(header, rows.slice(1));
}

/** The cells of a row with every label that ends in a colon before its value. */
function withLabels(row: readonly string[]): string[] {
  const cells: string[] = [];
  for (const [i, cell] of row.entries()) {
    if (i > 0 && cell !== "" && row[i - 1]?.endsWith(":") === true) {
      cells.push(`${cells.pop() ?? ""} ${cell}`);
    } else {
      cells.push(cell);
    }
  }
  return cells;
}

/** Code keeps its lines and their indentation. */
function codeText(lines: LineGroup): string {
  const left = Math.min(...lines.map((line) => line.left));
  return lines
    .map((line) => {
      const width = (line.right - line.left) / Math.max(1, line.text.length);
      return " ".repeat(Math.max(0, Math.round((line.left - left) / Math.max(1, width)))) + line.text;
    })
    .join("\n");
}
