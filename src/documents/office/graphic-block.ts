import { tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";

/** An item of a list. */
export interface ListItem {
  readonly text: string;
  /** 0 is the outermost. */
  readonly level: number;
  readonly isNumbered?: boolean;
}

/** A piece of what a chart or another graphic says. */
export type GraphicBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  | {
      readonly kind: "table";
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/**
 * The first column of a chart's table names the chart too, so that each row can be read alone: `Sold bicycles by city:
 * Freiburg | 2024: 812`. A chart without values is its title.
 *
 * @param title of the chart, and `tables` of its values; both may be empty
 */
export function chartBlocks(title: string, tables: readonly ChartTable[]): GraphicBlock[] {
  if (tables.length === 0) {
    return title === "" ? [] : [{ kind: "paragraph", text: title }];
  }
  return tables.map(({ header: [categories = "", ...series], rows }) => {
    const first = title === "" || categories === "" ? title || categories : `${title}, ${categories}`;
    return { kind: "table", header: [first, ...series], rows };
  });
}

/** The values of a chart: a column of categories, then one for each series. */
export interface ChartTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Adds what a graphic says to a document. */
export function addGraphic(builder: TextBuilder, blocks: readonly GraphicBlock[]): void {
  for (const block of blocks) {
    switch (block.kind) {
      case "paragraph":
        builder.addBlock("paragraph", block.text);
        break;
      case "list":
        builder.addBlock("list", listLines(block.items).join("\n"));
        break;
      case "table":
        builder.addBlock("table", tableLines(block.header, block.rows).join("\n"));
    }
  }
}

/** One line an item, nested ones indented by two spaces a level. */
export function listLines(items: readonly ListItem[]): string[] {
  const numbers: number[] = [];
  return items.map(({ text, level, isNumbered }) => {
    numbers.length = level + 1;
    numbers[level] = isNumbered === true ? (numbers[level] ?? 0) + 1 : 0;
    return `${"  ".repeat(level)}${isNumbered === true ? `${numbers[level]}.` : "-"} ${text}`;
  });
}
